import { DownloadOutlined } from '@ant-design/icons'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Alert, App, Button, Flex } from 'antd'
import { Link, useNavigate } from 'react-router'
import { call, type DossierState, download } from '../api.ts'
import { documentStatusWords, placeWords, plainly } from '../words.ts'
import { Loaded } from './loading.tsx'
import { Mark } from './mark.tsx'

type Place = DossierState['items'][number]

/** 卷宗: what the file holds and lacks, who must still sign, what is open; each document drafted or opened from here. */
export function DossierView({ caseId, onDrafted }: { caseId: string; onDrafted(): void }) {
  const { message } = App.useApp()
  const navigate = useNavigate()
  const failed = (failure: Error) => {
    message.error(plainly(failure))
  }
  const state = useQuery({
    queryKey: ['completeness', caseId],
    queryFn: () => call('get', '/api/v1/cases/:id/completeness', { params: { id: caseId } }),
  })
  const draft = useMutation({
    mutationFn: (form: Place['form']) =>
      call('post', '/api/v1/cases/:id/documents', { params: { id: caseId }, body: { form } }),
    onSuccess: ({ id }) => {
      navigate(`/documents/${id}`)
      onDrafted()
    },
    onError: failed,
  })
  const take = (format: string, name: string) => () =>
    download(`/api/v1/cases/${caseId}/dossier?format=${format}`, name).catch(failed)
  return (
    <Loaded of={state}>
      {({ number, complete, lacking, items }) => (
        <Flex vertical gap={14} data-testid="dossier">
          {complete ? (
            <Alert type="success" showIcon title="必备文书都在,该签的都签了" />
          ) : (
            <Alert
              type="warning"
              showIcon
              title={lacking.length > 0 ? `还缺 ${lacking.length} 份` : '文书都在,还有没办完的'}
              description={lacking.length > 0 ? lacking.join('、') : '草稿要确认,没签名的要签名。'}
            />
          )}
          <Flex gap={8} wrap>
            <Button
              icon={<DownloadOutlined />}
              onClick={take('docx', `卷宗-${number}.docx`)}
              data-testid="dossier-docx"
            >
              整卷 Word(带目录页码)
            </Button>
            <Button icon={<DownloadOutlined />} onClick={take('zip', `卷宗-${number}.zip`)}>
              逐份打包(zip)
            </Button>
          </Flex>
          <ol className="rows">
            {items.map((place) => (
              <PlaceRow
                key={place.form}
                place={place}
                drafting={draft.isPending && draft.variables === place.form}
                onDraft={() => draft.mutate(place.form)}
              />
            ))}
          </ol>
        </Flex>
      )}
    </Loaded>
  )
}

function PlaceRow({ place, drafting, onDraft }: { place: Place; drafting: boolean; onDraft(): void }) {
  const { position, form, name, mandatory, when, state, documents, signers, open } = place
  const [word, tone] = placeWords[state] ?? [state, 'grey']
  const unsigned = signers.filter((it) => it.signed === false)
  return (
    <li data-form={form} data-state={state}>
      <Flex gap={10} wrap align="center" justify="space-between">
        <span>
          {position}. <b>{name}</b> <Mark tone={tone}>{word}</Mark>{' '}
          {mandatory && !when.includes('必备') && <Mark>必备</Mark>} <span className="muted">{when}</span>
        </span>
        <Flex gap={10} wrap align="center">
          {documents.map(({ id, status, version }) => (
            <Link key={id} to={`/documents/${id}`}>
              第{version}版 {documentStatusWords[status]?.[0] ?? status}
            </Link>
          ))}
          {state !== 'bound' && (
            <Button
              size="small"
              type={state === 'missing' ? 'primary' : 'default'}
              loading={drafting}
              onClick={onDraft}
              aria-label={`起草${name}`}
            >
              {documents.length > 0 ? '再起草一份' : '起草'}
            </Button>
          )}
        </Flex>
      </Flex>
      {state !== 'bound' && state !== 'optional' && state !== 'later' && signers.length > 0 && (
        <div className="muted">
          {unsigned.length > 0
            ? `还要签:${unsigned.map(({ label }) => bare(label)).join('、')}`
            : signers.every((it) => it.signed)
              ? '都已签'
              : `须签:${signers.map(({ label }) => bare(label)).join('、')}`}
        </div>
      )}
      {open.length > 0 && (
        <details>
          <summary>还有 {open.length} 处没办完</summary>
          <ul className="plain">
            {open.map((it) => (
              <li key={it}>{it}</li>
            ))}
          </ul>
        </details>
      )}
    </li>
  )
}

const bare = (label: string) => label.replace(/[(（].*[)）]$/, '')

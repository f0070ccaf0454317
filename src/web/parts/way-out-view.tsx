import { DownloadOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Alert, App, Button, Flex, Select } from 'antd'
import { useState } from 'react'
import { type Case, call, download, type WayOut } from '../api.ts'
import { day, daysAway, fitWords, needWords, plainly, yuan } from '../words.ts'
import { Loaded } from './loading.tsx'
import { Mark } from './mark.tsx'
import { RefLinks } from './ref-links.tsx'

type Props = { file: Case; onOpen(key: string): void; onRecord(id: string): void }

/** 出路: which way fits when mediation or performance fails, and the pack for it: notice, time limits, evidence, offices, costs. */
export function WayOutView({ file, onOpen, onRecord }: Props) {
  const { message } = App.useApp()
  const [route, setRoute] = useState<WayOut['route']>()
  const [party, setParty] = useState<string>()
  const way = useQuery({
    queryKey: ['way-out', file.id, route, party],
    queryFn: () => call('get', '/api/v1/cases/:id/way-out', { params: { id: file.id }, query: { route, party } }),
    placeholderData: (before) => before,
  })
  const take = (pack: WayOut, format: string) => {
    const query = new URLSearchParams({ format, route: pack.route, ...(pack.forParty && { party: pack.forParty }) })
    download(`/api/v1/cases/${file.id}/way-out/file?${query}`, `${pack.title}-${file.number}.${format}`).catch(
      (failure: Error) => message.error(plainly(failure)),
    )
  }
  const open = { passage: onOpen, record: onRecord }
  return (
    <Loaded of={way}>
      {(pack) => (
        <Flex vertical gap={14} data-testid="way-out">
          <ul className="rows">
            {pack.routes.map((it) => {
              const [word, tone] = fitWords[it.fit]!
              return (
                <li key={it.route} aria-current={it.route === pack.route || undefined}>
                  <Flex gap={8} wrap align="center">
                    <Mark tone={tone}>{word}</Mark>
                    <button type="button" className="go" onClick={() => setRoute(it.route)}>
                      {it.route === pack.route ? <b>{it.title}</b> : it.title}
                    </button>
                    <span className="muted">{it.why}</span>
                    <RefLinks refs={it.basis} open={open} most={2} />
                  </Flex>
                  {it.route === pack.route && it.needs.length > 0 && (
                    <ul className="plain">
                      {it.needs.map(({ text, met }) => (
                        <li key={text}>
                          <Mark tone={needWords[met]![1]}>{needWords[met]![0]}</Mark> {text}
                        </li>
                      ))}
                    </ul>
                  )}
                </li>
              )
            })}
          </ul>
          <Flex gap={8} wrap align="center">
            <h2 style={{ margin: 0, fontSize: 18 }}>{pack.title}</h2>
            <span>替</span>
            <Select
              value={party ?? pack.forParty}
              onChange={setParty}
              aria-label="替谁准备"
              style={{ minWidth: 120 }}
              options={file.parties.map(({ id, name }) => ({ value: id, label: name }))}
            />
            <span>准备</span>
            {pack.claimFen > 0 && <b>请求金额 {yuan(pack.claimFen)}</b>}
          </Flex>
          {!pack.fits && <Alert type="warning" showIcon title={`现在不合适:${pack.why}`} />}
          <Flex gap={8} wrap>
            <Button
              type="primary"
              icon={<DownloadOutlined />}
              onClick={() => take(pack, 'docx')}
              data-testid="pack-docx"
            >
              材料包 Word
            </Button>
            <Button onClick={() => take(pack, 'html')}>网页</Button>
            <Button onClick={() => take(pack, 'md')}>纯文本</Button>
          </Flex>
          <PackParts pack={pack} open={open} />
        </Flex>
      )}
    </Loaded>
  )
}

type Open = { passage(key: string): void; record(id: string): void }

function PackParts({ pack, open }: { pack: WayOut; open: Open }) {
  return (
    <>
      <section>
        <h3 className="small">告知</h3>
        <div className="pre quote">{pack.notice}</div>
      </section>
      <section>
        <h3 className="small">期限</h3>
        <ul className="rows">
          {pack.limits.map((limit) => (
            <li key={`${limit.what}${limit.from}`}>
              <b>{limit.what}</b> {limit.lastDay && <>最晚{day(limit.lastDay)} </>}
              {limit.daysLeft !== undefined && (
                <Mark tone={limit.daysLeft < 0 ? 'red' : limit.daysLeft <= 10 ? 'gold' : 'grey'}>
                  {daysAway(limit.daysLeft)}
                </Mark>
              )}{' '}
              <span className="muted">
                自{limit.from}
                {limit.fromOn ? `(${day(limit.fromOn)})` : ''}起算 {limit.note}
              </span>{' '}
              <RefLinks refs={limit.basis} open={open} most={2} />
            </li>
          ))}
        </ul>
      </section>
      <section>
        <h3 className="small">要带的材料</h3>
        <ul className="rows">
          {pack.evidence.map(({ name, must, held, note }) => (
            <li key={name}>
              <Mark tone={held.length > 0 ? 'green' : must ? 'red' : 'grey'}>
                {held.length > 0 ? '案卷里有' : must ? '必备,缺' : '有就带'}
              </Mark>{' '}
              <b>{name}</b>{' '}
              {held.map(({ kind, id, label }) =>
                kind === 'record' ? (
                  <button
                    key={id}
                    type="button"
                    className="go"
                    style={{ marginRight: 8 }}
                    onClick={() => open.record(id)}
                  >
                    {label}
                  </button>
                ) : kind === 'document' ? (
                  <a key={id} href={`/documents/${id}`} style={{ marginRight: 8 }}>
                    {label}
                  </a>
                ) : (
                  <span key={id} className="muted" style={{ marginRight: 8 }}>
                    {label}
                  </span>
                ),
              )}
              <span className="muted">{note}</span>
            </li>
          ))}
        </ul>
      </section>
      <section>
        <h3 className="small">到哪里办</h3>
        <ul className="rows">
          {pack.where.map(({ code, name, why, bring, hours, phone, basis }) => (
            <li key={code}>
              <b>{name}</b> {why}
              <div className="muted">
                {hours} · 电话 {phone} · 带{bring}
              </div>
              <RefLinks refs={basis} open={open} most={2} />
            </li>
          ))}
        </ul>
      </section>
      <section>
        <h3 className="small">费用和法律援助</h3>
        <p>
          {pack.fee.words} <RefLinks refs={pack.fee.basis} open={open} most={2} />
        </p>
        {pack.aid.grounds.map(({ text, basis }) => (
          <p key={text}>
            {text} <RefLinks refs={basis} open={open} most={2} />
          </p>
        ))}
        <p className="muted">{pack.aid.note}</p>
      </section>
    </>
  )
}

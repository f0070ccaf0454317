import { Alert, Flex, Select } from 'antd'
import { diffChars } from 'diff'
import { useState } from 'react'
import type { Reply } from '../api.ts'

type Version = Reply<'get', '/api/v1/knowledge/passage'>['versions'][number]

/** Below this share of common characters two wordings of one number are hardly the same rule. */
const SAME_RULE = 0.4

/** Two wordings of an article side by side, what fell away and what came in marked. */
export function VersionCompare({ versions, shown }: { versions: Version[]; shown: string }) {
  const at = Math.max(
    0,
    versions.findIndex(({ key }) => key === shown),
  )
  const [right, setRight] = useState(at)
  const [left, setLeft] = useState(at > 0 ? at - 1 : Math.min(1, versions.length - 1))
  const [older, newer] = [versions[Math.min(left, right)]!, versions[Math.max(left, right)]!]
  const runs = runsOf(older.text, newer.text)
  const common = runs.filter(({ kind }) => kind === 'same').reduce((sum, { text }) => sum + text.length, 0)
  const options = versions.map((version, value) => ({ value, label: nameOf(version) }))
  return (
    <Flex vertical gap={10} data-testid="versions">
      {versions.length > 2 && (
        <Flex gap={8} wrap>
          <Select value={left} onChange={setLeft} options={options} aria-label="比较的一版" style={{ minWidth: 190 }} />
          <Select value={right} onChange={setRight} options={options} aria-label="另一版" style={{ minWidth: 190 }} />
        </Flex>
      )}
      {older.article !== newer.article && (
        <Alert type="info" showIcon title={`修订时条号变了:${older.article},现在是${newer.article}`} />
      )}
      {older.key === newer.key ? (
        <Alert type="info" showIcon title="两边选了同一版,请换一版来比较" />
      ) : older.text === newer.text ? (
        <Alert type="success" showIcon title="两版文字完全相同" />
      ) : (
        common < SAME_RULE * Math.max(older.text.length, newer.text.length) && (
          <Alert type="warning" showIcon title="两版同一条号的内容差别很大,修订时可能整条改写或移走了,请按内容核对" />
        )
      )}
      <div className="side-by-side">
        <Side version={older} runs={runs.filter((run) => run.kind !== 'new')} />
        <Side version={newer} runs={runs.filter((run) => run.kind !== 'old')} />
      </div>
    </Flex>
  )
}

type Run = { kind: 'same' | 'old' | 'new'; text: string; at: number }

/** The two texts as runs that both have or only one has. */
function runsOf(older: string, newer: string): Run[] {
  let at = 0
  return diffChars(older, newer).map(({ added, removed, value }) => {
    at += value.length
    return { kind: added ? 'new' : removed ? 'old' : 'same', text: value, at }
  })
}

function Side({ version, runs }: { version: Version; runs: Run[] }) {
  const until = version.repealedOn ? `${version.repealedOn} 起不再适用` : '将要施行'
  return (
    <section aria-label={nameOf(version)}>
      <header>
        <strong>
          {version.article} · {nameOf(version)}
        </strong>
        <div className="muted small">
          {version.inForce ? '现行' : until}
          {version.estimated && ' · 日期为估计'}
        </div>
      </header>
      <div className="pre">
        {runs.map(({ kind, text, at }) =>
          kind === 'same' ? (
            <span key={at}>{text}</span>
          ) : kind === 'old' ? (
            <del key={at}>{text}</del>
          ) : (
            <ins key={at}>{text}</ins>
          ),
        )}
      </div>
    </section>
  )
}

const nameOf = ({ effectiveOn }: Version) => `${effectiveOn} 起施行的文本`

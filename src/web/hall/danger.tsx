import type { Assessment } from '../api.ts'
import { flagWords } from '../words.ts'

/** Somebody may be in danger: the numbers first, and that a person is coming. */
export function Danger({ flags, kiosk }: { flags: Assessment['redFlags']; kiosk: boolean }) {
  const life = flags.filter(({ code }) => code !== 'fake_mediation')
  if (life.length === 0) return null
  return (
    <div className="danger-card" role="alert" data-testid="danger">
      <strong>先顾好安全({life.map(({ code }) => flagWords[code]).join('、')})</strong>
      <div className="calls">
        {[
          ['110', '报警'],
          ['120', '急救'],
          ['119', '火警'],
        ].map(([number, word]) =>
          kiosk ? (
            <span key={number}>
              <b>{number}</b> {word}
            </span>
          ) : (
            <a key={number} href={`tel:${number}`}>
              <b>{number}</b> {word}
            </a>
          ),
        )}
      </div>
      <p>{kiosk ? '请马上叫身边的工作人员。' : ''}值班长已经收到,会尽快联系您。</p>
    </div>
  )
}

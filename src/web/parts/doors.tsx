import { Alert, Flex, Radio, Select } from 'antd'
import type { Doors } from '../api.ts'
import { dutyWords, partWords, slotWords } from '../words.ts'
import { Mark } from './mark.tsx'
import { useWords } from './use-words.ts'

export type Door = Doors['doors'][number]
export type Slot = { on: string; half: 'am' | 'pm' }

/** 对口部门: each door with why, and whether somebody sits there now or when next. */
export function DoorList({ doors, chosen, onChoose }: { doors: Doors; chosen?: string; onChoose(code: string): void }) {
  const words = useWords()
  return (
    <Flex vertical gap={8} data-testid="doors">
      {doors.mediable.ok !== true && (
        <Alert
          type={doors.mediable.ok === false ? 'error' : 'warning'}
          showIcon
          title={doors.mediable.ok === false ? '这类事不能在这里调解' : '其中一部分不能调解'}
          description={[doors.mediable.reason, doors.mediable.route].filter(Boolean).join('。')}
        />
      )}
      <Radio.Group value={chosen} onChange={(event) => onChoose(event.target.value)} style={{ display: 'block' }}>
        {doors.doors.map((door) => (
          <Radio key={door.code} value={door.code} className="door">
            <span>
              <strong>{door.name}</strong> <span className="muted">{partWords[door.part]}</span>{' '}
              <Mark tone={dutyWords[door.duty.state]?.[1]}>{dutyWords[door.duty.state]?.[0] ?? door.duty.state}</Mark>
              <span className="door-more">
                {soonest(door)}
                {door.reason && <span className="muted"> · {door.reason}</span>}
              </span>
            </span>
          </Radio>
        ))}
      </Radio.Group>
      {doors.conditions.map((it) => (
        <div key={it.if} className="muted">
          如果「{it.if}」,先找 {words.department(it.department)}
        </div>
      ))}
    </Flex>
  )
}

/** Who sits there now, or when somebody will. */
function soonest({ duty: { state, reason, now, next } }: Door): string {
  if (state === 'on_duty') return [`本班 ${now!.taken}/${now!.capacity}`, ...now!.people].join(' ')
  return `${reason ? `${reason},` : ''}${next ? `最近 ${slotWords(next)}` : '60天内没有排班,请电话联系'}`
}

/** The half-day a case is booked into: the first free one unless the parties want another. */
export function SlotChoice({ door, slot, onSlot }: { door?: Door; slot?: Slot; onSlot(slot?: Slot): void }) {
  const { now, next } = door?.duty ?? {}
  const offered = [now, next].filter((it) => it !== undefined).filter((it, i, all) => all.indexOf(it) === i)
  const options = offered
    .filter((it, i) => offered.findIndex((other) => other.on === it.on && other.half === it.half) === i)
    .map((it) => ({
      value: `${it.on} ${it.half}`,
      label: `${slotWords(it)} ${it.taken}/${it.capacity}${it.people.length > 0 ? ` ${it.people.join('、')}` : ''}`,
    }))
  if (options.length === 0) return null
  return (
    <Select
      aria-label="约在哪个班次"
      value={slot ? `${slot.on} ${slot.half}` : options[0]!.value}
      onChange={(value) => {
        const [on, half] = value.split(' ')
        onSlot({ on: on!, half: half as Slot['half'] })
      }}
      options={options}
      style={{ width: '100%' }}
    />
  )
}

import { parse } from 'yaml'
import { z } from 'zod'
import { AppError } from '../errors.ts'

/** What a prompt file's front matter says. */
const Front = z.strictObject({
  description: z.string(),
  temperature: z.number().min(0).max(2).default(0),
  /** A value for each place, with which a test renders the prompt. */
  sample: z.record(z.string(), z.string()).default({}),
})

export type Prompt = z.infer<typeof Front> & { name: string; hash: string; system: string; user: string }

/** Where prompt files are read: `text('prompts/drafting/agreement.md')`. */
export type PromptShelf = { text(path: string): string }

const parsed = new WeakMap<PromptShelf, Map<string, Promise<Prompt>>>()

/**
 * Reads a prompt: YAML front matter, then `# system` and `# user` parts with places written `{{name}}`.
 * Throws `internal` for a file not of that form.
 */
export function loadPrompt(shelf: PromptShelf, name: string): Promise<Prompt> {
  const known = parsed.get(shelf) ?? new Map<string, Promise<Prompt>>()
  parsed.set(shelf, known)
  const prompt = known.get(name) ?? read(shelf, name)
  known.set(name, prompt)
  return prompt
}

async function read(shelf: PromptShelf, name: string): Promise<Prompt> {
  const file = shelf.text(`prompts/${name}.md`).replaceAll('\r\n', '\n')
  const match = /^---\n([\s\S]*?)\n---\n+# system\n([\s\S]*?)\n# user\n([\s\S]*)$/.exec(file)
  if (!match) throw new AppError('internal', `prompts/${name}.md: front matter, # system and # user are expected`)
  const front = Front.parse(parse(match[1]!))
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(file))
  const hash = [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return { ...front, name, hash: hash.slice(0, 16), system: match[2]!.trim(), user: match[3]!.trim() }
}

/** Fills the places of a text. Throws `internal` for a place without a value. */
export const render = (template: string, vars: Record<string, string>): string =>
  template.replaceAll(/\{\{\s*([\w-]+)\s*\}\}/g, (_, name: string) => {
    const value = vars[name]
    if (value === undefined) throw new AppError('internal', `A prompt asks for {{${name}}}, which nobody gave`)
    return value
  })

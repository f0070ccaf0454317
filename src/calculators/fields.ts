import { z } from 'zod'

/** A trillion yuan: above it a sum is a slip of the keyboard, and integers stay exact. */
const MOST_FEN = 100_000_000_000_000

/** Money, integer fen, never negative. */
export const fenField = (title: string, description = '') =>
  z
    .int(`${title}须为整数分`)
    .min(0, `${title}不能为负`)
    .max(MOST_FEN, `${title}过大`)
    .meta({ title, description: `${description}${description && ';'}单位:分` })

/** A day, YYYY-MM-DD, 1900 to 2099. */
export const dayField = (title: string, description = '') =>
  z.iso
    .date(`${title}须为 YYYY-MM-DD`)
    .refine((on) => on >= '1900-01-01' && on <= '2099-12-31', `${title}超出 1900—2099 年`)
    .meta({ title, description: description || title })

/** A whole count. */
export const countField = (title: string, { min = 0, max = 100_000, description = '' } = {}) =>
  z
    .int(`${title}须为整数`)
    .min(min, `${title}不能小于${min}`)
    .max(max, `${title}不能大于${max}`)
    .meta({ title, description: description || title })

/** A decimal quantity such as hours or square metres, never negative. */
export const quantityField = (title: string, { max = 1_000_000, description = '' } = {}) =>
  z
    .number(`${title}须为数字`)
    .min(0, `${title}不能为负`)
    .max(max, `${title}过大`)
    .meta({ title, description: description || title })

/** A percentage, 12.4 meaning 12.4%. */
export const percentField = (title: string, { max = 100, description = '' } = {}) =>
  z
    .number(`${title}须为数字`)
    .min(0, `${title}不能为负`)
    .max(max, `${title}不能大于${max}`)
    .meta({ title, description: `${description}${description && ';'}单位:%` })

export const flagField = (title: string, description = '') =>
  z.boolean().meta({ title, description: description || title })

export const labelField = (title: string) =>
  z.string().trim().min(1, `${title}不能为空`).max(60).meta({ title, description: title })

/** One of several, each with its Chinese words. */
export const choiceField = <const T extends Record<string, string>>(title: string, options: T) =>
  z.enum(Object.keys(options) as [keyof T & string, ...(keyof T & string)[]], `${title}须为所列之一`).meta({
    title,
    description: Object.entries(options)
      .map(([value, label]) => `${value}=${label}`)
      .join(';'),
  })

/** True where exactly one of the named fields is given. */
export const exactlyOne = <T extends object>(value: T, ...names: (keyof T)[]) =>
  names.filter((name) => value[name] !== undefined).length === 1

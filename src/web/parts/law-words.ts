import type { Hit } from '../api.ts'

export const kindWords: Record<Hit['kind'], string> = {
  law: '法条',
  agreement: '往期协议',
  playbook: '调解方案',
  precedent: '典型案例',
}

/** 效力层级 */
export const authorityWords: Record<string, string> = {
  constitution: '宪法',
  statute: '法律',
  interpretation: '司法解释',
  regulation: '行政法规',
  rule: '部门规章',
  local: '地方法规',
}

/** What the gate says of a citation, for the person about to use it. */
export const verdictWords: Record<string, string> = {
  ok: '引用无误:这一条当时有效,本库有官方文本',
  unverified: '本库没有当时有效的官方文本,引用前请核对原文',
  unknown_law: '没有查到这部法律',
  unknown_article: '这部法律里没有这一条',
  repealed: '这部法律当时已经失效',
  not_yet_in_force: '这部法律当时还没有施行',
  misquoted: '引文与官方文本不一致',
}

/** A law's name as documents write it: national laws with the state's name, titles inside titles in 〈〉. */
export function citedAs(law: string, article: string): string {
  const inner = law.replaceAll('《', '〈').replaceAll('》', '〉').replaceAll('〈民法典〉', '〈中华人民共和国民法典〉')
  const national = /^[\p{Script=Han}]+(?:法|法典)$/u.test(law) && !/办法$/.test(law)
  return `《${national ? '中华人民共和国' : ''}${inner}》${article}`
}

/** The address that brings a passage back, wherever it is opened. */
export const permalink = (key: string, asOf?: string): string =>
  `${location.origin}/search?${new URLSearchParams({ key, ...(asOf && { asOf }) })}`

/** A record's label without those who only get a copy (某律师 邮件(抄送某某、调解员)) and without the home it was written in (某某家 碰头记). */
export const authorIn = (by: string): string =>
  by
    .replace(/[(（](?:抄送|抄报|转发|发给|发|送|cc)[^)）]*[)）]/i, '')
    .replace(
      /\p{Script=Han}{2,6}?(?:家里?|家中|住处|屋里|店里)(?=[\s,、]+\p{Script=Han}*(?:碰头|面谈|调解|补记|记录|笔录|上门|走访))/u,
      '',
    )

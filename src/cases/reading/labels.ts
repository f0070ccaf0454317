/** A record's label without those who only get a copy: 某律师 邮件(抄送某某、调解员). */
export const authorIn = (by: string): string => by.replace(/[(（](?:抄送|抄报|转发|发给|发|送|cc)[^)）]*[)）]/i, '')

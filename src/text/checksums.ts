const ID_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const ID_CHECK = '10X98765432'
const CREDIT_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/** True when an 18-place citizen number's check digit holds (GB 11643: Σ aᵢ·wᵢ mod 11). 身份证号校验 */
export function idCardHolds(number: string): boolean {
  if (!/^\d{17}[\dXx]$/.test(number)) return false
  const sum = ID_WEIGHTS.reduce((total, weight, i) => total + weight * Number(number[i]), 0)
  return ID_CHECK[sum % 11] === number[17]!.toUpperCase()
}

/** True when a card number's Luhn digit holds. 银行卡校验 */
export function luhnHolds(number: string): boolean {
  if (!/^\d{2,}$/.test(number) || /^0+$/.test(number)) return false
  let sum = 0
  for (let i = 0; i < number.length; i++) {
    const digit = Number(number[number.length - 1 - i])
    const value = i % 2 ? digit * 2 : digit
    sum += value > 9 ? value - 9 : value
  }
  return sum % 10 === 0
}

/** True when a unified social credit code's check character holds (GB 32100: Σ cᵢ·3^i mod 31). 统一社会信用代码校验 */
export function creditCodeHolds(code: string): boolean {
  const places = [...code.toUpperCase()].map((c) => CREDIT_ALPHABET.indexOf(c))
  if (places.length !== 18 || places.includes(-1)) return false
  let weight = 1
  let sum = 0
  for (const place of places.slice(0, 17)) {
    sum += place * weight
    weight = (weight * 3) % 31
  }
  return (31 - (sum % 31)) % 31 === places[17]
}

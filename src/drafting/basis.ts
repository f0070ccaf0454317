const interpretation = '最高人民法院关于适用《民事诉讼法》的解释'
const loans = '最高人民法院关于审理民间借贷案件适用法律若干问题的规定'
const confirming = '最高人民法院关于人民调解协议司法确认程序的若干规定'

/** What each rule of domain.md section 5 rests on, as keys of the library. */
export const basisOfRule: Record<string, string[]> = {
  D01: ['law:人民调解法#29'],
  D02: ['law:民法典#165', 'law:民法典#171', `law:${interpretation}#351`],
  D03: ['law:民法典#19', 'law:民法典#144', 'law:民法典#145'],
  D04: [`law:${interpretation}#354`],
  D05: [`law:${interpretation}#358`],
  D06: [`law:${interpretation}#358`],
  D07: [`law:${interpretation}#358`],
  D08: [`law:${interpretation}#358`],
  D09: [`law:${confirming}#4`, `law:${interpretation}#355`],
  D10: [`law:${interpretation}#355`],
  D11: [`law:${interpretation}#358`, 'law:民法典#301'],
  D12: [`law:${loans}#18`, 'law:民法典#154', 'law:刑法#307-1'],
  D13: [`law:${loans}#25`],
  D14: ['law:民法典#506', 'law:民法典#143', 'law:民法典#153'],
  D15: ['law:民法典#153', `law:${loans}#13`],
  D16: ['law:老年人权益保障法#19', 'law:民法典#26', 'law:民法典#1067'],
  D17: ['law:民法典#147', 'law:民法典#151', `law:${interpretation}#358`],
  D18: [`law:${interpretation}#355`],
  D19: ['law:民法典#585'],
  D20: ['law:民事诉讼法#205'],
  D21: [`law:${interpretation}#355`],
  D22: ['law:保障农民工工资支付条例#11', 'law:民法典#171'],
  D23: [`law:${interpretation}#356`],
  D24: ['law:民法典#580'],
  D25: [`law:${interpretation}#358`],
  D26: ['law:个人信息保护法#6', 'law:个人信息保护法#28'],
  PLAN: [`law:${interpretation}#358`],
  TERMS: [`law:${interpretation}#358`],
  LABOUR: ['law:最高人民法院关于审理劳动争议案件适用法律问题的解释（一）#52'],
}

/** What an application for confirmation and its papers rest on. */
export const confirmationBasis = {
  limit: ['law:人民调解法#33', 'law:民事诉讼法#205'],
  applicants: [`law:${interpretation}#351`, 'law:民事诉讼法#205'],
  papers: [`law:${confirming}#3`, `law:${interpretation}#354`],
  oral: [`law:${interpretation}#353`],
  /** A labour agreement goes to the court at the committee's seat. */
  labour: ['law:最高人民法院关于审理劳动争议案件适用法律问题的解释（一）#52'],
}

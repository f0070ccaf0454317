import { expect, test } from 'vitest'
import { findPeople } from './people.ts'

/** Invented names in the frames people speak in: what de-identification must not miss (names: at least 0.96 found whole). */
const SURNAMES = [
  ...'王李张刘陈杨赵黄周吴徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓萧冯曾程蔡彭潘袁董余苏叶吕魏蒋田杜沈姜范傅钟卢汪崔陆廖姚方金邱夏谭韦贾邹熊孟秦阎薛侯雷龙郝孔邵史毛万顾赖武贺严尹钱施洪龚翟颜兰',
]
const GIVEN =
  '建国 志强 小梅 秀英 桂兰 海燕 国平 志刚 美娟 晓明 雨欣 子涵 浩然 玉兰 建华 国庆 阿根 丽华 文斌 思雨 宇轩 淑珍 凤英 福根 月仙 志明 俊杰 诗涵 荣根 伟明 爱珍 国荣 建军 亚萍 晓燕 红梅 文娟 云飞 长林 芳 娜 敏 丽 强 磊 勇 艳 杰 涛 霞 英 萍 斌 辉 浩 波 凯 亮'.split(
    ' ',
  )
const TITLES = '师傅 阿姨 老伯 先生 女士 大姐 老板 经理 主任 大爷 大妈 医生'.split(' ')
const FRAMES =
  '我叫@，住在城厢街道。|楼上的@不肯赔钱。|@欠我五千块钱。|我跟@是邻居。|房东@说押金不退。|我儿子@被打伤了。|老板叫@，电话不接。|申请人@与被申请人某公司发生纠纷。|借条上写的是@。|@的老婆来闹过。|后来@又来找我。|他姐姐@也在场。|我要找@赔偿。|去年@借了我的车。|包工头@跑了。|@打了我一拳。|是@动的手。|对方@承认收了钱。|我妈@今年七十二岁。|被@骑电动车撞了。|@在工地上摔伤了。|把钱转给了@。|甲方：@|@，男，1980年生。|隔壁@家的狗咬了我。|和@合伙开店。|@答应月底前还清。'.split(
    '|',
  )

/** Share of the names that are found whole, each frame meeting each name's ending once, surnames in turn. */
function recall(endings: readonly string[]): number {
  let found = 0
  let all = 0
  for (const [i, frame] of FRAMES.entries()) {
    for (const [k, ending] of endings.entries()) {
      const name = SURNAMES[(i * 7 + k * 13) % SURNAMES.length]! + ending
      const raw = frame.replace('@', name)
      const start = raw.indexOf(name)
      all++
      if (findPeople(raw).some((p) => p.start === start && p.end === start + name.length)) found++
    }
  }
  return found / all
}

test('names of two and three characters are found in everyday sentences', () => {
  expect(recall(GIVEN)).toBeGreaterThan(0.96)
})

test('surnames with a title are found in everyday sentences', () => {
  expect(recall(TITLES)).toBeGreaterThan(0.98)
})

test('plain speech without names holds next to none', () => {
  const none = [
    '我高兴得不得了，方便的话向前走，金额不对，于是周末再来。',
    '马上就要过年了，钱还没给，白天不在家，黄金首饰丢了。',
    '高空抛物砸坏了车顶，石头掉下来，方案定了又改。',
    '任何人不得进入，应当及时安装水管，路过花园时车位被占。',
    '石膏板、金属、钱包、钟点工、计算单元、温度、柴火、鱼塘都有问题。',
    '杨梅树是我家的，李子树被砍，梅雨季漏水。',
    '武汉来的韩国货，汤药费，唐山人，苏州的亲戚。',
    '高速上康复费简单易碎品，习惯查清，童车官司，低保的钱一直被领走。',
    '任一期逾期的，未到期部分一并到期。',
    '江干区的房子成功调解，常年连续施工，成本华丽。',
  ]
  expect(none.flatMap((raw) => findPeople(raw).map((p) => p.quote))).toEqual([])
})

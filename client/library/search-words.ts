/**
 * What people type who do not know the words of an office, and which cards answer it. Compared and never shown: some of these
 * words hurt, and this app does not say them to anybody. Thai: drafts, from a review by an advocate of survivors.
 */
import type { Card } from './card.ts'

const ASKED: readonly { readonly words: readonly string[]; readonly cards: readonly Card['id'][] }[] = [
  {
    words: ['ทำแท้ง', 'เอาเด็กออก', 'ยุติการตั้งครรภ์', 'ท้องก่อนแต่ง', 'ท้องไม่พร้อม', 'abortion', 'pregnant'],
    cards: ['pregnancy-line', 'up-to-12-weeks', 'up-to-20-weeks', 'young-decide'],
  },
  {
    words: ['ข่มขืน', 'โดนข่มขืน', 'ปล้ำ', 'โดนปล้ำ', 'โดนจับ', 'ลวนลาม', 'โดนลวนลาม', 'rape', 'raped'],
    cards: ['oscc', 'after-pill', 'hiv-medicine', 'later-too', 'social'],
  },
  {
    words: ['ผัวตี', 'เมียตี', 'โดนตี', 'โดนซ้อม', 'สามีตี', 'แฟนตี', 'hits me', 'beats me'],
    cards: ['shelter', 'oscc', 'anyone-tells', 'social'],
  },
  {
    words: ['พ่อทำ', 'พ่อจับ', 'พ่อเลี้ยง', 'ลุงจับ', 'ครูจับ', 'stepfather'],
    cards: ['childline', 'oscc', 'child-at-risk', 'never-the-child'],
  },
  { words: ['อยากตาย', 'ฆ่าตัวตาย', 'ไม่อยากอยู่', 'suicide', 'want to die'], cards: ['mind', 'mind-wait', 'childline'] },
  { words: ['คลิปหลุด', 'รูปหลุด', 'แบล็กเมล์', 'ขู่ปล่อยคลิป', 'blackmail'], cards: ['images', 'harassment'] },
]

/** One text for each card, to be compared like its own. */
export const searchWordsOf = ({ id }: Pick<Card, 'id'>): string =>
  ASKED.filter(({ cards }) => cards.includes(id))
    .flatMap(({ words }) => words)
    .join(' / ')

/** Words that browsers cut in two, and that mean something else than what they begin with, tone marks forgotten. */
export const UNCUT: readonly string[] = ['ท้องถิ่น', 'ท้องที่', 'ท่องเที่ยว']

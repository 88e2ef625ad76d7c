/** When an office reads, and what it must pass on, in Thai. A draft, as all of it. */
import type { ReadingWords } from './reading.en.ts'

export const words: ReadingWords = {
  'reading.now': 'ตอนนี้เป็นเวลาทำงานของเขา แต่อาจต้องรอ',
  'reading.later': 'เวลาอ่านครั้งต่อไป {day} {time} น.',
  'reading.today': 'เวลาอ่านครั้งต่อไป วันนี้ {time} น.',
  'reading.unknown': 'ไม่มีใครบอกได้ว่าจะอ่านเมื่อไร',
  'reading.night': 'ตอนกลางคืนไม่มีคนอ่าน',
  'reading.perhaps': 'สิ่งที่เขียนที่นี่ไม่ใช่การโทรเรียกใคร อาจไม่มีใครอ่านก่อน {day} เวลา {time} น.',
  'reading.perhaps.today': 'สิ่งที่เขียนที่นี่ไม่ใช่การโทรเรียกใคร อาจไม่มีใครอ่านก่อนเวลา {time} น. วันนี้',

  'law.title': 'ตามกฎหมาย หน่วยงานนี้ต้องแจ้งเจ้าหน้าที่ ถ้ารู้ว่า',
  'law.child_at_risk': 'เด็กอายุต่ำกว่า {age} ปีอาจถูกทำร้าย',
  'law.domestic_violence': 'มีคนถูกทำร้ายในครอบครัว',
  'law.unnamed': 'ยังไม่บอกชื่อหรือที่อยู่ก็ได้',
  'law.unknown': 'กฎหมายอาจให้เขาแจ้งต่อ เราไม่รู้ว่าเรื่องอะไร',
}

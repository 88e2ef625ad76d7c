/** What is said while the ticket code is shown, in Thai. A draft: not yet checked by a native speaker of the field. */
import type { KeepWords } from './keep.en.ts'

export const words: KeepWords = {
  'ticket.title': 'รหัสติดตามของคุณ',
  'ticket.only': 'รหัสนี้แสดงเฉพาะตอนนี้ ใช้อ่านคำตอบได้จากทุกเครื่อง',
  'ticket.picture': 'ภาพหน้าจอจะอยู่ในคลังภาพ และอาจถูกคัดลอกขึ้นออนไลน์',
  'ticket.again': 'กลับมาดูได้ตั้งแต่ {date}',
  'ticket.finished': 'ดูรหัสเสร็จแล้ว (จะไม่แสดงอีก)',

  'keep.phone-back': 'อย่ากดปุ่มย้อนกลับของเครื่อง รหัสนี้จะหายไป',
  'keep.until': 'รหัสใช้ได้ถึง {date} ถ้าเขียนคุยกันอีก ใช้ได้อีก {days} วันหลังข้อความสุดท้าย',
  'keep.wrote': 'ฉันจดไว้แล้ว',
  'keep.cannot': 'ฉันเก็บรหัสไม่ได้',
  'keep.how': 'เก็บรหัสอย่างไร',
  'keep.how.paper': 'จดบนกระดาษ ไม่ต้องเขียนคำอื่น',
  'keep.how.person': 'ฝากคนที่คุณไว้ใจ',
  'keep.how.halves': 'แบ่งครึ่ง เก็บคนละที่',
  'keep.how.none': 'ไม่เก็บเลยก็ได้',
  'keep.nowhere': 'หน้านี้ไม่ใส่รหัสลงในรูปภาพ รายชื่อ ไฟล์ หรือข้อความ',
  'keep.again': 'แสดงรหัสอีกครั้ง',

  'keep.compare.title': 'พิมพ์กลุ่มใดก็ได้ 2 กลุ่ม',
  'keep.compare.why': 'เพื่อหาตัวที่จดผิดตอนนี้ จะข้ามก็ได้',
  'keep.compare.label': 'ตัวเลข 2 กลุ่ม กลุ่มละ 5 ตัว สลับกันได้',
  'keep.compare.look': 'เทียบ',
  'keep.compare.right': 'ถูกทั้งสองกลุ่ม',
  'keep.compare.wrong': 'มีกลุ่มที่ไม่ตรงกับรหัส ลองดูอีกครั้ง',
  'keep.compare.count': 'สองกลุ่มมี 10 ตัว ตรงนี้มี {count} ตัว',
  'keep.compare.digits': 'รหัสมีแต่ตัวเลข',

  'keep.cannot.title': 'ไม่ต้องเก็บรหัสก็ได้',
  'keep.stands': 'ทางตอบที่เลือกไว้ยังเหมือนเดิม เรื่องที่บอกก็ยังอยู่',
  'keep.stands.not': 'เขาจะตอบคุณไม่ได้ แต่เรื่องที่บอกยังอยู่ตามเดิม',
  'keep.tell.again': 'คุณบอกเราใหม่ได้ทุกเมื่อ',
}

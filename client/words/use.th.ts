/** How to use the app, in six pictures, in Thai. A draft: not yet checked by a native speaker of the field. */
import type { UseWords } from './use.en.ts'

export const words: UseWords = {
  'use.title': 'วิธีใช้',
  'use.alone': 'เปิดตอนไม่มีใครเห็น กด “ออก” หน้านี้จะหาย แต่ประวัติการเข้าเว็บยังอยู่',
  'use.tap': 'แตะสิ่งที่ต้องการ ไม่ต้องพิมพ์ก็ได้',
  'use.office': 'เลือกหน่วยงาน คนที่นั่นเท่านั้นเปิดอ่านได้',
  'use.code': 'จดรหัสลงกระดาษ ใช้เปิดอ่านคำตอบ',
  'use.again': 'กลับมาดูตั้งแต่วันที่บอกไว้ แล้วใส่รหัส',
  'use.danger': 'ถ้ามีอันตราย อย่ารอคำตอบ โทรเลย',
}

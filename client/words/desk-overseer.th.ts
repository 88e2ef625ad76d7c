/** The words of desk-overseer.en.ts in Thai. */
import type { OverseerKey } from './desk-overseer.en.ts'

export const overseer: Readonly<Record<OverseerKey, string>> = {
  'nav.slips': 'ใบเฝ้าติดตาม',
  'slips.title': 'ใบเฝ้าติดตาม',
  'slips.text': 'เรื่องใดมาถึงหน่วยงานใด และสัญญาว่าจะติดต่อครั้งแรกภายในวันใด ไม่มีเนื้อหา ผู้กำกับติดตามเปิดเคสไม่ได้',
  'slips.case': 'เคส',
  'slips.agency': 'หน่วยงาน',
  'slips.day': 'มาเมื่อ',
  'slips.promised': 'สัญญาติดต่อครั้งแรกภายใน',
  'slips.late': 'เลยวันแล้ว',
  'slips.none': 'ยังไม่มีใบเฝ้าติดตาม',
  'nav.feedback': 'เสียงจากผู้แจ้ง',
  'feedback.title': 'ผู้แจ้งบอกอะไรเกี่ยวกับหน่วยงาน',
  'feedback.text': 'ผู้แจ้งเลือกเขียนถึงคุณเอง ที่นี่ไม่บอกว่าเป็นเคสใด อย่าพยายามหาว่าใครเขียน และอย่าบอกหน่วยงานในสิ่งที่ทำให้รู้ว่าใคร',
  'feedback.agency': 'หน่วยงาน',
  'feedback.day': 'มาถึงเมื่อ',
  'feedback.words': 'คำของเขาเอง',
  'feedback.words.some': 'มี',
  'feedback.words.none': 'ไม่มี',
  'feedback.none': 'ยังไม่มีเสียงจากผู้แจ้ง เมื่อมาถึงจะขึ้นที่นี่เอง',
  'feedback.about': 'เกี่ยวกับ {agency}',
  'feedback.answers': 'คำตอบ',
  'feedback.answers.none': 'ไม่ได้ตอบคำถามใด',
  'feedback.words.title': 'ด้วยคำของเขาเอง',
  'feedback.words.care': 'คำเหล่านี้เขียนถึงคุณ หน่วยงานอ่านได้เฉพาะเมื่อเจ้าตัวยินยอม ก่อนยกไปอ้าง ให้นึกถึงความปลอดภัยของเจ้าตัว',
}

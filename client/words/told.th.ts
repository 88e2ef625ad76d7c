/** What an office tells a reporter, in Thai. A draft: not yet checked by a native speaker of the field. */
import type { ToldWords } from './told.en.ts'

export const words: ToldWords = {
  'status.received': 'ถึงหน่วยงานแล้ว',
  'status.acknowledged': 'เจ้าหน้าที่อ่านแล้ว',
  'status.assessing': 'กำลังดูว่าคุณต้องการความช่วยเหลืออะไร',
  'status.planned': 'หน่วยงานทำแผนช่วยเหลือแล้ว ไม่เอาข้อไหนก็บอกได้',
  'status.in_service': 'กำลังได้รับความช่วยเหลือ',
  'status.referred': 'ให้หน่วยงานอื่นช่วยด้วย ถามได้ว่าเป็นที่ไหน และปฏิเสธได้',
  'status.transferred': 'ย้ายให้หน่วยงานอื่นดูแล ถามได้ว่าเป็นที่ไหน และปฏิเสธได้',
  'status.closed': 'หน่วยงานปิดเรื่องแล้ว คุณยังเขียนด้วยรหัสนี้หรือโทรได้',
  'status.not_for_us': 'หน่วยงานนี้ช่วยเรื่องนี้ไม่ได้ ติดต่อที่นี่แทน',
  'status.reopened': 'เปิดเรื่องอีกครั้ง',
  'status.duplicate': 'รวมกับเรื่องเดิม',
  'talk.promised': 'ขั้นต่อไปภายใน {date}',
}

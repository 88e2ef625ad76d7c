/** What is asked once the report is on its way, in Thai. A draft: not yet checked by a native speaker of the field. */
import type { AfterWords } from './after.en.ts'

export const words: AfterWords = {
  'after.title': 'ถ้าอยากบอกเพิ่ม',
  'after.why': 'แต่ละอย่างที่เพิ่มจะส่งถึงหน่วยงานแยกกัน ขณะที่เปิดหน้านี้อยู่',
  'after.stop': 'หยุดแค่นี้ได้',
  'after.hand-over': 'ส่งมอบข้อนี้',
  'after.added': 'เพิ่มแล้ว:',
  'after.words': 'เล่าเพิ่มเอง',
  'after.issues': 'เรื่องเกี่ยวกับอะไร',
  'after.whom': 'ฉันเป็นใครในเรื่องนี้',
  'after.age': 'อายุของเจ้าของเรื่อง',
  'after.district': 'อำเภอหรือเขตไหน',
  'after.answer': 'ตอบฉันทางไหน',
  'after.wishes': 'คุยกับฉันแบบไหน',
  'after.agree': 'ฉันยินยอมอะไรบ้าง',

  'issues.title': 'เรื่องเกี่ยวกับอะไร',
  'issues.why': 'เพื่อให้คนที่ตรงเรื่องได้อ่าน เลือกได้หลายข้อ',
  'issues.more': 'อย่างอื่น',
  'issues.other': 'เรื่องอื่น',

  'role.title': 'คุณเป็นใครในเรื่องนี้',
  'role.why': 'เพื่อให้เขารู้ว่ากำลังคุยกับใคร',
  'role.self': 'เรื่องของฉันเอง',
  'role.guardian': 'พ่อแม่หรือผู้ปกครอง',
  'role.witness': 'ผู้พบเห็น',
  'role.teacher_or_worker': 'ครู เจ้าหน้าที่ อาสาสมัคร',
  'role.friend_or_relative': 'เพื่อนหรือญาติ',

  'knows.title': 'เจ้าตัวรู้ไหมว่าคุณแจ้ง',
  'knows.why': 'จะไม่มีใครติดต่อเขาเพราะเรื่องนี้ การยินยอมเป็นของเขาเอง',
  'knows.yes': 'รู้',
  'knows.no': 'ไม่รู้',
  'knows.cannot_say': 'บอกไม่ได้',
  'reach.title': 'ติดต่อเขาทางไหนโดยคนในบ้านไม่รู้',
  'reach.why': 'คนที่อยู่บ้านเดียวกันไม่ควรรู้ เว้นไว้ก็ได้',
  'reach.label': 'ที่ไหน เมื่อไร อย่างไร',

  'age.title': 'เจ้าของเรื่องอายุเท่าไร',
  'age.why': 'ความช่วยเหลือบางอย่างมีให้บางวัยเท่านั้น',
  'age.child_0_9': 'เด็ก 0–9 ปี',
  'age.adolescent_10_19': 'วัยรุ่น 10–19 ปี',
  'age.adult_20_59': 'ผู้ใหญ่ 20–59 ปี',
  'age.older_60_plus': '60 ปีขึ้นไป',

  'district.title': 'อำเภอหรือเขตไหน',
  'district.why': 'เพื่อให้ความช่วยเหลืออยู่ไม่ไกล ไม่บอกก็ได้',

  'wishes.title': 'อยากให้คุยกับคุณแบบไหน',
  'wishes.why': 'เพื่อให้คุณสบายใจขึ้น บางหน่วยงานอาจทำไม่ได้ทุกข้อ',
  'wishes.woman': 'คุยกับผู้หญิง',
  'wishes.man': 'คุยกับผู้ชาย',
  'wishes.by_voice': 'คุยด้วยเสียง',
  'wishes.in_writing': 'เขียนตอบ',
  'wishes.interpreter': 'มีล่าม',
  'wishes.sign_language': 'มีล่ามภาษามือ',
}

/** What is said before any part of the reporter's app is opened, in Thai. A draft, as all of it. */
import type { FirstWords } from './first.en.ts'

export const words: FirstWords = {
  language: 'ภาษา',
  draft: 'ฉบับร่าง ยังไม่มีเจ้าของภาษาตรวจ',
  exit: 'ออก',
  'exit.label': 'ออกจากหน้านี้ทันที',
  cover: 'แตะเพื่อไปต่อ',
  'cover.close': 'ปิด',
  demo: 'ตัวอย่างทดลอง ไม่มีหน่วยงานจริงอ่านที่นี่',
  back: 'กลับ',
  home: 'กลับหน้าแรก',
  again: 'ลองอีกครั้ง',
  loading: 'รอสักครู่',

  'home.title': 'มีอะไรให้เราช่วยไหม',
  'home.help': 'ขอความช่วยเหลือตอนนี้',
  'home.help.more': 'เบอร์โทร',
  'home.tell': 'บอกเรา',
  'home.tell.more': 'เปิดอ่านได้เฉพาะหน่วยงานที่คุณเลือก',
  'home.services': 'หาบริการ',
  'home.services.more': 'ใครช่วยได้ในพื้นที่ของคุณ',
  'home.rights': 'รู้สิทธิของคุณ',
  'home.rights.more': 'คำตอบสั้น ๆ ไม่มีอินเทอร์เน็ตก็อ่านได้',
  'home.ticket': 'รหัสติดตามของฉัน',
  'home.ticket.more': 'อ่านคำตอบ',
  'home.use': 'วิธีใช้ และสิ่งที่ป้องกันให้ไม่ได้',

  'help.title': 'ขอความช่วยเหลือตอนนี้',
  'help.trace': 'เบอร์ที่โทรจะค้างอยู่ในประวัติการโทรของเครื่องนี้',
  'hotline.police': 'ตำรวจ เมื่อมีอันตราย',
  'hotline.ambulance': 'รถพยาบาล บาดเจ็บหรือป่วย',
  'hotline.social': 'ศูนย์ช่วยเหลือสังคม ทั้งวันทั้งคืน',
  'hotline.mind': 'มีคนรับฟัง ทั้งวันทั้งคืน อาจต้องรอสาย',
  'hotline.child': 'สายเด็ก ทั้งวันทั้งคืน โทรฟรี',
  'hotline.pregnancy': 'ท้องไม่พร้อม และเอชไอวี',
  'hotline.hours': 'เวลา {from} ถึง {to} น. เวลาอาจเปลี่ยน',
  'hotline.closed': 'ตอนนี้อาจปิด เปิด {from} ถึง {to} น. เวลาอาจเปลี่ยน',

  'trouble.part-missing': 'บางส่วนของหน้านี้ยังไม่อยู่ในเครื่อง เปิดตอนมีอินเทอร์เน็ตหนึ่งครั้ง',
  'trouble.call': 'คุณโทรได้ตอนนี้',
}

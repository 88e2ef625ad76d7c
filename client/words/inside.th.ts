/** What is said where this page was opened inside of another app, in Thai. A draft: not yet checked by a native speaker. */
import type { InsideWords } from './inside.en.ts'

export const words: InsideWords = {
  'inside.title': 'เปิดในเบราว์เซอร์ของเครื่องจะดีกว่า',
  'inside.knows': '{app} รู้ได้ว่าคุณอยู่ที่นี่ และอาจอ่านสิ่งที่คุณพิมพ์',
  'inside.stays': 'แชตและลิงก์ที่กดยังอยู่ที่นั่น',
  'inside.code': 'รหัสติดตามเปิดอ่านได้ทุกอย่าง พิมพ์ในเบราว์เซอร์ของเครื่องจะดีกว่า',
  'inside.how': 'แตะจุดหรือลูกศรของ {app} แล้วเลือก เปิดในเบราว์เซอร์',
  'inside.open': 'เปิดในเบราว์เซอร์ของเครื่อง',
  'inside.go-on': 'ใช้ต่อที่นี่',
}

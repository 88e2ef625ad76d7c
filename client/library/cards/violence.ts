/** Violence: first care, a place to stay, what the law says. Words for a person, never for a case. */
import type { Card } from '../card.ts'

export const violence: readonly Card[] = [
  {
    id: 'oscc',
    situations: ['sexual_violence', 'family_violence', 'child_at_risk', 'community_violence'],
    stages: ['adult_20_59'],
    groups: [],
    facts: ['oscc'],
    picture: 'hospital',
    en: {
      title: 'At the hospital, ask for OSCC',
      text: 'Hurt, or touched against your will? At a government hospital ask for OSCC, in Thai “soon phueng dai”. There people of several professions help you in one place.',
    },
    th: {
      title: 'ที่โรงพยาบาล ถามหาศูนย์พึ่งได้',
      text: 'ถ้าถูกทำร้าย หรือถูกล่วงละเมิด ที่โรงพยาบาลรัฐ ถามหาศูนย์พึ่งได้ หรือ OSCC มีคนหลายวิชาชีพช่วยคุณในที่เดียว',
    },
  },
  {
    id: 'hiv-medicine',
    situations: ['sexual_violence', 'srh_service'],
    stages: ['adolescent_10_19', 'adult_20_59'],
    groups: [],
    facts: ['after-assault'],
    picture: 'clock',
    en: {
      title: 'Within 72 hours: medicine against HIV',
      text: 'After sex against your will, medicine can protect you from HIV. It works best at once, and within 72 hours. If you can, go to a hospital now.',
    },
    th: {
      title: 'ภายใน 72 ชั่วโมง มียาป้องกันเอชไอวี',
      text: 'หลังถูกบังคับทางเพศ มียาช่วยป้องกันเอชไอวี เริ่มเร็วที่สุดดีที่สุด ต้องภายใน 72 ชั่วโมง ถ้าไปได้ ไปโรงพยาบาลตอนนี้',
    },
  },
  {
    id: 'after-pill',
    situations: ['sexual_violence', 'srh_service', 'pregnancy'],
    stages: ['adolescent_10_19'],
    groups: [],
    facts: ['after-assault'],
    picture: 'pills',
    en: {
      title: 'A pill afterwards',
      text: 'After sex against your will, emergency contraception can keep you from becoming pregnant. The sooner the better, commonly up to 5 days. Ask at a hospital.',
    },
    th: {
      title: 'ยาคุมฉุกเฉิน',
      text: 'หลังถูกบังคับทางเพศ ยาคุมฉุกเฉินช่วยไม่ให้ท้องได้ ยิ่งเร็วยิ่งดี โดยทั่วไปไม่เกิน 5 วัน ถามที่โรงพยาบาล',
    },
  },
  {
    id: 'later-too',
    situations: ['sexual_violence'],
    stages: [],
    groups: [],
    facts: ['after-assault'],
    picture: 'hospital',
    en: {
      title: 'Going later helps too',
      text: 'Was it days ago? Going to a hospital is still worthwhile. You are cared for whether you tell the police or not. That is your decision.',
    },
    th: {
      title: 'ไปทีหลังก็ยังดี',
      text: 'ถ้าผ่านมาหลายวันแล้ว ไปโรงพยาบาลก็ยังมีประโยชน์ จะบอกตำรวจหรือไม่ ก็ได้รับการดูแล คุณเป็นคนตัดสินใจ',
    },
  },
  {
    id: 'anyone-tells',
    situations: ['family_violence', 'elder_care'],
    stages: ['adult_20_59', 'older_60_plus'],
    groups: ['older_person'],
    facts: ['dv-act'],
    picture: 'two-talking',
    en: {
      title: 'Violence at home: anyone can tell',
      text: 'Whoever is hurt, sees it or knows of it is asked by law to tell an officer. Who tells in good faith is protected.',
    },
    th: {
      title: 'ความรุนแรงในบ้าน ใครก็บอกได้',
      text: 'กฎหมายให้คนที่ถูกทำร้าย คนที่เห็น หรือคนที่รู้ บอกเจ้าหน้าที่ คนที่บอกโดยสุจริตได้รับความคุ้มครอง',
    },
  },
  {
    id: 'ways-to-tell',
    situations: ['family_violence'],
    stages: [],
    groups: ['disability'],
    facts: ['dv-act'],
    picture: 'letter',
    en: {
      title: 'Tell in the way that you can',
      text: 'About violence at home you may tell an officer by word, by letter, by phone or over the internet. Each counts.',
    },
    th: {
      title: 'บอกทางไหนก็ได้',
      text: 'เรื่องความรุนแรงในบ้าน บอกเจ้าหน้าที่ด้วยคำพูด จดหมาย โทรศัพท์ หรืออินเทอร์เน็ตก็ได้ ใช้ได้ทุกทาง',
    },
  },
  {
    id: 'three-months',
    situations: ['family_violence'],
    stages: ['adult_20_59'],
    groups: [],
    facts: ['dv-act'],
    picture: 'calendar',
    en: {
      title: 'A complaint has 3 months',
      text: 'A complaint under the law on violence at home has 3 months. They count from the day on which you are able to complain. For help you may ask later too.',
    },
    th: {
      title: 'ร้องทุกข์ได้ภายใน 3 เดือน',
      text: 'การร้องทุกข์ตามกฎหมายเรื่องความรุนแรงในบ้านมีเวลา 3 เดือน นับจากวันที่คุณสามารถร้องได้ ส่วนการขอความช่วยเหลือ ขอทีหลังก็ได้',
    },
  },
  {
    id: 'law-changes',
    situations: ['family_violence'],
    stages: [],
    groups: [],
    facts: ['dv-bill'],
    picture: 'scales',
    en: {
      title: 'The law is being revised',
      text: 'A new law on violence at home is being made. Today the present law counts.',
    },
    th: { title: 'กฎหมายกำลังปรับปรุง', text: 'กฎหมายเรื่องความรุนแรงในบ้านกำลังปรับปรุง วันนี้ยังใช้กฎหมายเดิม' },
  },
  {
    id: 'shelter',
    situations: ['family_violence', 'homeless', 'trafficking', 'child_at_risk'],
    stages: ['adult_20_59', 'child_0_9'],
    groups: ['teen_parent'],
    facts: ['shelter', 'tel-1300'],
    picture: 'house',
    en: {
      title: 'A roof for a while',
      text: 'All 77 provinces have shelters for children and families. You can stay there for a while. Ask 1300 for the way.',
    },
    th: {
      title: 'ที่พักชั่วคราว',
      text: 'ทั้ง 77 จังหวัดมีบ้านพักเด็กและครอบครัว คุณพักอยู่ชั่วคราวได้ โทรถามทางไปจาก 1300',
    },
  },
  {
    id: 'harassment',
    situations: ['sexual_violence', 'online_abuse'],
    stages: ['adolescent_10_19', 'adult_20_59'],
    groups: ['gender_diverse'],
    facts: ['penal-2025'],
    picture: 'hand',
    en: {
      title: 'Sexual harassment is an offence',
      text: 'The law has an offence of sexual harassment, online too. It is not your fault. You can say no, and you can tell.',
    },
    th: {
      title: 'การคุกคามทางเพศผิดกฎหมาย',
      text: 'กฎหมายถือว่าการคุกคามทางเพศเป็นความผิด ทางออนไลน์ก็ด้วย ไม่ใช่ความผิดของคุณ คุณปฏิเสธได้ และบอกได้',
    },
  },
  {
    id: 'images',
    situations: ['online_abuse'],
    stages: ['adolescent_10_19'],
    groups: [],
    facts: ['penal-2025'],
    picture: 'screen',
    en: {
      title: 'Pictures can be taken down',
      text: 'Does somebody show sexual pictures of you, or threaten to? A court can order that they are removed.',
    },
    th: {
      title: 'สั่งลบภาพได้',
      text: 'มีคนเผยแพร่ภาพทางเพศของคุณ หรือขู่ว่าจะทำไหม ศาลสั่งให้ลบภาพได้',
    },
  },
  {
    id: 'law-sees-more',
    situations: ['sexual_violence'],
    stages: [],
    groups: [],
    facts: ['penal-2025', 'tel-1300'],
    picture: 'scales',
    en: {
      title: 'The law sees more than before',
      text: 'The law now calls more acts rape than before. You need not know the right word for it. You can ask 1300.',
    },
    th: {
      title: 'กฎหมายครอบคลุมมากขึ้น',
      text: 'ตอนนี้กฎหมายถือว่าการกระทำหลายแบบกว่าเดิมเป็นการข่มขืน คุณไม่ต้องรู้คำที่ถูก โทรถาม 1300 ได้',
    },
  },
  {
    id: 'compensation',
    situations: ['sexual_violence', 'family_violence', 'community_violence', 'welfare_rights'],
    stages: [],
    groups: [],
    facts: ['compensation'],
    picture: 'coins',
    en: {
      title: 'Money from the state after a crime',
      text: 'Who was harmed by a crime can ask for compensation: at the Rights Protection Department or the provincial justice office. There is a limit in time, so ask early.',
    },
    th: {
      title: 'เงินเยียวยาจากรัฐ',
      text: 'คนที่ถูกทำร้ายจากคดีอาญาขอเงินเยียวยาได้ ที่กรมคุ้มครองสิทธิฯ หรือยุติธรรมจังหวัด มีกำหนดเวลา ควรรีบถาม',
    },
  },
]

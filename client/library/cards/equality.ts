/** Treated unfairly: the whole way of a complaint, step by step, and what else the law gives. */
import type { Card } from '../card.ts'

export const equality: readonly Card[] = [
  {
    id: 'unfair-law',
    situations: ['discrimination'],
    stages: ['adult_20_59'],
    groups: ['gender_diverse', 'disability'],
    facts: ['gender-act'],
    picture: 'scales',
    next: 'unfair-complain',
    en: {
      title: 'Unfair because of gender?',
      text: 'The Gender Equality Act is against treating people unfairly because of their gender. You can complain to a committee that this Act has made.',
    },
    th: {
      title: 'ถูกปฏิบัติไม่เป็นธรรมเพราะเพศ',
      text: 'กฎหมายความเท่าเทียมระหว่างเพศไม่ให้ปฏิบัติกับคนอย่างไม่เป็นธรรมเพราะเพศ คุณร้องเรียนต่อคณะกรรมการตามกฎหมายนี้ได้',
    },
  },
  {
    id: 'unfair-complain',
    situations: ['discrimination'],
    stages: ['adult_20_59'],
    groups: ['gender_diverse'],
    facts: ['gender-act', 'tel-1300'],
    picture: 'letter',
    next: 'unfair-orders',
    en: {
      title: 'Where the complaint goes',
      text: 'It goes to the committee through the Department of Women’s Affairs and Family Development. You do not know how? Ask 1300 for the way there.',
    },
    th: {
      title: 'ร้องเรียนที่ไหน',
      text: 'ร้องเรียนถึงคณะกรรมการ วลพ. ผ่านกรมกิจการสตรีและสถาบันครอบครัว ถ้าไม่รู้ว่าต้องทำอย่างไร ถาม 1300 ได้',
    },
  },
  {
    id: 'unfair-orders',
    situations: ['discrimination'],
    stages: [],
    groups: ['gender_diverse'],
    facts: ['gender-act'],
    picture: 'hand',
    next: 'unfair-next-step',
    en: {
      title: 'What the committee can order',
      text: 'It can order that the unfair treatment stops. It can order that you are compensated.',
    },
    th: {
      title: 'คณะกรรมการสั่งอะไรได้',
      text: 'สั่งให้หยุดการปฏิบัติที่ไม่เป็นธรรมได้ และสั่งให้ชดเชยคุณได้',
    },
  },
  {
    id: 'unfair-next-step',
    situations: ['discrimination'],
    stages: [],
    groups: ['gender_diverse'],
    facts: ['gender-act', 'tel-1300'],
    picture: 'two-talking',
    en: {
      title: 'Your next step',
      text: 'You need not do anything today. Remember what happened, when and where; write it down only where nobody finds it. Then ask 1300. You may bring somebody you trust.',
    },
    th: {
      title: 'ก้าวต่อไปของคุณ',
      text: 'วันนี้ยังไม่ต้องทำอะไรก็ได้ จำไว้ว่าเกิดอะไร เมื่อไร ที่ไหน จดไว้เฉพาะที่ที่ไม่มีใครเจอ แล้วถาม 1300 พาคนที่ไว้ใจไปด้วยได้',
    },
  },
  {
    id: 'marriage',
    situations: ['welfare_rights'],
    stages: ['adult_20_59'],
    groups: ['gender_diverse'],
    facts: ['marriage'],
    picture: 'rings',
    en: {
      title: 'Two people can marry',
      text: 'Whatever your gender, you can marry the person you love. Both must want it, and both must be at least 18.',
    },
    th: {
      title: 'สมรสเท่าเทียม',
      text: 'ไม่ว่าเพศไหน คุณแต่งงานกับคนที่คุณรักได้ ทั้งสองคนต้องเต็มใจ และอายุ 18 ปีขึ้นไป',
    },
  },
  {
    id: 'friendly-clinics',
    situations: ['srh_service'],
    stages: [],
    groups: ['gender_diverse'],
    facts: ['lgbt'],
    picture: 'hospital',
    en: {
      title: 'Clinics that are friendly to you',
      text: 'Rainbow Sky (RSAT) and SWING have clinics that are friendly to LGBTIQ+ people.',
    },
    th: {
      title: 'คลินิกที่เป็นมิตร',
      text: 'ฟ้าสีรุ้ง (RSAT) และสวิง (SWING) มีคลินิกที่เป็นมิตรกับผู้มีความหลากหลายทางเพศ',
    },
  },
]

/** Children: short sentences, and nothing that sends them to somebody whom they may fear. */
import type { Card } from '../card.ts'

export const children: readonly Card[] = [
  {
    id: 'school-without-papers',
    situations: ['child_at_risk', 'discrimination'],
    stages: ['child_0_9', 'adolescent_10_19'],
    groups: ['ethnic_minority'],
    facts: ['school-without-papers'],
    picture: 'school',
    en: {
      title: 'School without papers',
      text: 'A child who lives in Thailand may go to school, without papers or without Thai nationality too.',
    },
    th: {
      title: 'ไม่มีเอกสารก็เรียนได้',
      text: 'เด็กที่อาศัยอยู่ในไทยเข้าโรงเรียนได้ แม้ไม่มีเอกสารหรือไม่มีสัญชาติไทย',
    },
  },
  {
    id: 'child-at-risk',
    situations: ['child_at_risk'],
    stages: ['adult_20_59'],
    groups: [],
    facts: ['child-act', 'tel-1387'],
    picture: 'child',
    en: {
      title: 'A child may not be safe',
      text: 'Whoever finds a child at risk is asked to help and to tell. The law protects who tells in good faith. You can ask Childline: 1387.',
    },
    th: {
      title: 'เด็กที่อาจไม่ปลอดภัย',
      text: 'ใครพบเด็กที่เสี่ยงอันตราย กฎหมายให้ช่วยและบอก คนที่บอกโดยสุจริตได้รับความคุ้มครอง ปรึกษาสายเด็ก 1387 ได้',
    },
  },
  {
    id: 'who-must-tell',
    situations: ['child_at_risk'],
    stages: ['child_0_9', 'adolescent_10_19'],
    groups: [],
    facts: ['child-act'],
    picture: 'two-talking',
    en: {
      title: 'Who has to pass it on',
      text: 'Doctors, teachers, social workers and employers have to tell when they think that a child is hurt. You may ask them first: what must you pass on?',
    },
    th: {
      title: 'ใครต้องบอกต่อ',
      text: 'หมอ ครู นักสังคมสงเคราะห์ และนายจ้าง ต้องบอกต่อเมื่อคิดว่าเด็กถูกทำร้าย ถามเขาก่อนได้ว่า ต้องบอกอะไรต่อบ้าง',
    },
  },
  {
    id: 'until-18',
    situations: ['child_at_risk'],
    stages: ['child_0_9', 'adolescent_10_19'],
    groups: [],
    facts: ['child-act'],
    picture: 'house',
    en: {
      title: 'A law that protects children',
      text: 'You are under 18 and not married? Then the child protection law protects you. Somebody should help you.',
    },
    th: {
      title: 'กฎหมายคุ้มครองเด็ก',
      text: 'ถ้าอายุไม่ถึง 18 ปี และยังไม่แต่งงาน กฎหมายคุ้มครองเด็กคุ้มครองเธอ ต้องมีคนช่วยเธอ',
    },
  },
  {
    id: 'no-name',
    situations: ['child_at_risk'],
    stages: ['child_0_9', 'adolescent_10_19'],
    groups: [],
    facts: ['child-act-identity'],
    picture: 'closed-door',
    en: {
      title: 'A child’s name stays out of the news',
      text: 'By law nobody may publish who a child is that was hurt: no name, no picture.',
    },
    th: {
      title: 'ชื่อเด็กไม่ออกข่าว',
      text: 'กฎหมายห้ามเผยแพร่ว่าเด็กที่ถูกทำร้ายเป็นใคร ห้ามทั้งชื่อและรูป',
    },
  },
  {
    id: 'no-beating',
    situations: ['child_at_risk', 'family_violence'],
    stages: ['child_0_9', 'adolescent_10_19', 'adult_20_59'],
    groups: ['teen_parent'],
    facts: ['punish'],
    picture: 'hand',
    en: {
      title: 'Punishment must not hurt',
      text: 'Who punishes a child must not hurt its body or its mind. That is the law.',
    },
    th: {
      title: 'ทำโทษต้องไม่ทำร้าย',
      text: 'การทำโทษเด็กต้องไม่ทำร้ายร่างกายหรือจิตใจ กฎหมายบอกไว้',
    },
  },
  {
    id: 'never-the-child',
    situations: ['sexual_violence', 'child_at_risk'],
    stages: ['child_0_9', 'adolescent_10_19'],
    groups: [],
    facts: ['consent-age', 'tel-1387'],
    picture: 'hand',
    en: {
      title: 'It is not the child’s fault',
      text: 'Sexual acts with a child of 15 or younger are against the law, even if the child said yes. The law goes on protecting until 18. You can talk to 1387.',
    },
    th: {
      title: 'ไม่ใช่ความผิดของเด็ก',
      text: 'การกระทำทางเพศกับเด็กอายุไม่เกิน 15 ปีผิดกฎหมาย แม้เด็กจะยอม กฎหมายยังคุ้มครองต่อถึง 18 ปี คุยกับ 1387 ได้',
    },
  },
]

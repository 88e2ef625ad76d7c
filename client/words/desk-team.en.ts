/** What the desk says about its agency's devices and keys, in English: the list of keys that the other languages must have. */
export const team = {
  'team.title': 'Team and keys',
  'team.listed': 'Listed in the directory',
  'team.not-listed':
    'Not yet listed in the directory: no phone can write to it. The holders of the root keys list it once it has two devices.',
  'team.fingerprint': 'Fingerprint, to compare by voice',
  'team.sealable': 'Phones can seal to us until {date}',
  'team.sealable.none': 'Phones cannot seal to us now',
  'team.sheet': 'The member sheet holds until {date}',
  'team.devices': 'Devices that can open mail: {count}',
  'team.few': 'With one device only, one broken disk loses all mail. Invite a second device now.',
  'team.members': 'Members',
  'team.member': 'Device',
  'team.roles': 'Roles',
  'team.state': 'State',
  'team.keys.newest': 'Member, has the newest keys',
  'team.keys.waiting': 'Member, does not have the new keys yet',
  'team.keys.unknown': 'Member, has not opened its desk yet',
  'team.keys.missing': 'Do not have the new keys yet; they get them by themselves when they open their desk:',
  'team.former': 'Former member',
  'team.own': 'this device',
  'team.invite': 'Invite a device',
  'team.invite.second': 'Invite a second device',
  'team.invite.only': 'Only an administrator’s device can invite.',
  'team.invite.label': 'Name of the device, for instance “Night shift 2”',
  'team.invite.label.public': 'Everybody can read it. Do not use the name of a person.',
  'team.invite.roles': 'Roles',
  'team.invite.make': 'Make the invitation link',
  'team.invite.making': 'Making the link',
  'team.invite.title': 'Hand this link over, once, from hand to hand',
  'team.invite.how':
    'Whoever opens it first is that member. Give it on paper or a stick, or read it out; not by e-mail or chat. It is shown only now and works once.',
  'team.invite.link': 'Invitation link for “{label}”',
  'team.invite.done': 'I have handed it over',
  'team.invite.superseded': 'The agency’s keys or members changed meanwhile. Look for news and try again.',
  'team.remove': 'Remove',
  'team.remove.label': 'Remove “{label}”',
  'team.remove.does':
    'For a device that is lost, or a member who leaves. The relay gives it nothing more from that moment, and the agency gets new keys which it does not have: it can open no report and no entry that comes after. The other devices get the new keys by themselves.',
  'team.remove.not':
    'What the device has read and kept stays known; nobody can take that back. Reports that a phone without a network still seals to the old keys are taken in by you as before.',
  'team.remove.administrator':
    'This is an administrator’s device: it keeps the agency’s signing key and could put itself back on the list. You would see it here. If you do not trust who has it, tell the holders of the root keys at once: only they can name another signing key.',
  'team.remove.last': 'Only one device is left then. If it breaks, all mail is lost: invite another one right after.',
  'team.remove.do': 'Remove it and replace the keys',
  'team.remove.own': 'A device does not remove itself. Another administrator does that.',
  'team.remove.gone': 'That device is not a member any more.',
  'team.replace': 'Replace the agency’s keys',
  'team.replace.why': 'If somebody may know the keys, and no device is to go.',
  'team.replace.does':
    'The agency gets new keys. Whoever knows the old ones can open nothing that comes after; what they could open already stays known. Every device gets the new keys by itself.',
  'team.replace.do': 'Replace the keys',
  'team.replace.running': 'Making new keys and handing them to the other devices',
  'team.replace.done':
    'Done. The list says which devices have the new keys; the others get them when they open their desk.',
  'team.replace.close': 'Back to the team',
  'team.replace.clock': 'The date of this computer is wrong. Set it right first.',
  'team.unverified': 'Letters and entries that do not hold: {count}. They change no case.',
  'role.administrator': 'Administrator',
  'role.caseworker': 'Caseworker',
  'role.supervisor': 'Supervisor',
  'role.overseer': 'Overseer',
  'role.administrator.why': 'Administrators hold the agency’s signing key: they invite and remove devices.',
} as const

export type TeamKey = keyof typeof team
export type TeamWords = Readonly<Record<TeamKey, string>>

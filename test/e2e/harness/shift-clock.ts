/** Loaded before a program (`--import`): its clock runs ahead by SHIFT_DAYS. Timers keep their pace. */
import process from 'node:process'

const aheadMs = Number(process.env['SHIFT_DAYS'] ?? 0) * 86_400_000
const Real = Date

globalThis.Date = new Proxy(Real, {
  construct: (_target, given: [number]) => (given.length > 0 ? new Real(...given) : new Real(Real.now() + aheadMs)),
  apply: () => new Real(Real.now() + aheadMs).toString(),
  get: (target, name, receiver) =>
    name === 'now' ? () => Real.now() + aheadMs : (Reflect.get(target, name, receiver) as unknown),
})

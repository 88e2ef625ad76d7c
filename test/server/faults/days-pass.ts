/**
 * Loaded before a relay (`--import`): the process has lived through as many days more as the file named by DAYS_FILE says,
 * by the calendar's clock and by the one that nobody can set.
 */
import { readFileSync } from 'node:fs'
import process from 'node:process'

const file = process.env['DAYS_FILE'] ?? ''
const passedMs = (): number => Number(readFileSync(file, 'utf8')) * 86_400_000
const [dateNow, steadyNow] = [Date.now.bind(Date), performance.now.bind(performance)]

Date.now = () => dateNow() + passedMs()
performance.now = () => steadyNow() + passedMs()

/** For the tests that ask what kind of disk they are on: a folder for temporary ones that is none in memory (test/run.ts). */
import { tmpdir } from 'node:os'
import process from 'node:process'

export const DISK: string = process.env['SOSAFE_TEST_DISK'] ?? tmpdir()

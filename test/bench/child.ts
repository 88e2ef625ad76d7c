/** Processes of a benchmark: what is measured has one of its own, and asks nobody but its parent. */
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import process from 'node:process'

export interface Child<Question, Answer> {
  ask(question: Question): Promise<Answer>
  end(): Promise<void>
}

/** @param program a file of this folder that calls `answerParent` */
export function startChild<Question, Answer>(program: string, args: readonly string[]): Child<Question, Answer> {
  const child: ChildProcess = fork(join(import.meta.dirname, program), args, {
    execArgv: ['--expose-gc', '--disable-warning=ExperimentalWarning'],
    serialization: 'advanced',
    // The last line on our standard output is a result.
    stdio: ['ignore', 2, 2, 'ipc'],
  })
  const ended = once(child, 'exit')
  return {
    async ask(question) {
      const answer = once(child, 'message')
      child.send(question as object)
      const first = await Promise.race([answer, ended.then(() => null)])
      if (first === null) throw new Error(`${program} ended without an answer`)
      return first[0] as Answer
    },
    async end() {
      if (child.exitCode === null) child.disconnect()
      await ended
    },
  }
}

/** Answers one question after the other; ends with its parent. */
export function answerParent<Question, Answer>(
  answer: (question: Question) => Promise<Answer> | Answer,
  end: () => Promise<void> | void = () => {},
): void {
  let turn: Promise<unknown> = Promise.resolve()
  process.on('message', (question) => {
    turn = turn.then(async () => process.send?.((await answer(question as Question)) as object))
  })
  process.on('disconnect', () => void turn.then(end).then(() => process.exit(0)))
}

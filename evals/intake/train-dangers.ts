import { parentPort } from 'node:worker_threads'
import { openShelf } from '../../src/cli/shelf.ts'
import { trainDangers } from '../../src/intake/index.ts'

parentPort!.postMessage(trainDangers(openShelf(), (line) => parentPort!.postMessage(line)))

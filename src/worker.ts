import { readConfig } from './config.ts'
import { openPostgres } from './db/postgres.ts'
import { AppError } from './errors.ts'
import { createApp } from './http/index.ts'

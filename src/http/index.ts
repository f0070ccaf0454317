// In: HTTP requests, and a tray to build each one's Context from.
// Out: the contract of api.md as a Hono app; the types of its calls for the workbench.
export { type AppOptions, createApp } from './app.ts'
export type { Endpoint } from './endpoint.ts'
export type { Endpoints } from './endpoints.ts'
export { isLoopback } from './middleware.ts'

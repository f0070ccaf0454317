declare module '*.md' {
  const text: string
  export default text
}
declare module '*.yaml' {
  const text: string
  export default text
}
declare module '*.bin' {
  const bytes: ArrayBuffer
  export default bytes
}

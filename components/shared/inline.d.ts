/** A file as a `data:` address, as Vite imports it. */
declare module '*.woff2?inline' {
  const address: string;
  export default address;
}

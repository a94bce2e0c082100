/** Types of Vite's imports of files as `data:` URLs (`inline`) and as text (`raw`). */
declare module '*?inline' {
  const address: string;
  export default address;
}

declare module '*?url&inline' {
  const address: string;
  export default address;
}

declare module '*?raw' {
  const text: string;
  export default text;
}

declare module 'pdfjs-dist/build/pdf.min.mjs' {
  export * from 'pdfjs-dist';
}

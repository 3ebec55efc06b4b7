/** A font arrives as its bytes; scripts/font-bytes.ts reads it. */
declare module '*.ttf' {
  const bytes: Uint8Array;
  export default bytes;
}

/** A stylesheet arrives as minified CSS text; scripts/scss-text.ts compiles it. */
declare module '*.scss' {
  const css: string;
  export default css;
}

/** Code for browsers arrives as minified text; scripts/browser-script.ts bundles it. */
declare module '*?script' {
  const code: string;
  export default code;
}

/** The one function that is used of it. */
declare module 'react-dom/server' {
  export function renderToStaticMarkup(node: import('react').ReactNode): string;
}

import { createHash } from 'node:crypto';
import css from './styles.scss';

/**
 * The one stylesheet of all pages. Its address changes with its content, so browsers may keep it for ever and a page
 * never meets the styles of another release.
 */
export const stylesheet: { readonly path: string; readonly body: string } = {
  path: `/assets/${createHash('sha256').update(css).digest('hex').slice(0, 16)}.css`,
  body: css,
};

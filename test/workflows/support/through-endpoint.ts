export { developerStore as throughEndpoint } from '../../../local/endpoint/developer-store.ts';

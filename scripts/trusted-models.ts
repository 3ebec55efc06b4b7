import type { Plugin } from 'esbuild';

/**
 * Leaves the check of our table's models out of the bundles.
 *
 * ElectroDB validates every model against a JSON schema whenever an entity is made, which takes 100 to 150 ms of each cold
 * start. Our models are constants of the source: the tests make every entity with the check in place, and what they
 * accepted does not change on its way to AWS.
 */
export const trustedModels: Plugin = {
  name: 'trusted-models',
  setup(build) {
    build.onResolve({ filter: /^jsonschema$/ }, ({ importer }) =>
      importer.includes('electrodb') ? { path: 'jsonschema', namespace: 'trusted-models' } : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: 'trusted-models' }, () => ({
      contents: `
        class Validator {
          addSchema() {}
          // ElectroDB also asks in this way whether something is a model: what it made itself is none.
          validate(model) { return { errors: model?._instance ? [{ property: 'instance', message: 'is no model' }] : [] }; }
        }
        Validator.prototype.customFormats = {};
        module.exports = { Validator };`,
    }));
  },
};

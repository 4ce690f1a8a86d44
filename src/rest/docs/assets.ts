import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

// swagger-ui-dist: maintained, one script and one style sheet, OpenAPI 3.1, and it works under our policy without a network.
const require = createRequire(import.meta.url);

/** Starts Swagger UI with the description that the page names. No validator of others is asked. */
const startScript = `const description = document.querySelector('#description');
SwaggerUIBundle({
  url: description.dataset.url,
  domNode: description,
  presets: [SwaggerUIBundle.presets.apis],
  layout: 'BaseLayout',
  deepLinking: true,
  docExpansion: 'list',
  validatorUrl: null,
});
`;

/** A file that the pages load. */
export interface Asset {
  readonly contentType: string;
  readonly read: () => Promise<string>;
}

/** The files of the pages by their paths. They are read for each request: a gateway that nobody asks keeps none. */
export const assets: Readonly<Record<string, Asset>> = {
  '/docs/swagger-ui.css': {
    contentType: 'text/css; charset=utf-8',
    read: () => readFile(require.resolve('swagger-ui-dist/swagger-ui.css'), 'utf8'),
  },
  '/docs/swagger-ui-bundle.js': {
    contentType: 'text/javascript; charset=utf-8',
    read: () => readFile(require.resolve('swagger-ui-dist/swagger-ui-bundle.js'), 'utf8'),
  },
  '/docs/start.js': { contentType: 'text/javascript; charset=utf-8', read: async () => startScript },
};

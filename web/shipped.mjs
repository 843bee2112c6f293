// How esbuild makes what visitors get; the test of sizes (tests/build/sizes.mjs) measures the glue made so.

/** @type {import('esbuild').BuildOptions & {write: false}} */
export const shipped = {
  bundle: true,
  minify: true,
  format: 'esm',
  target: ['es2022', 'chrome100', 'firefox102', 'safari16.4'],
  charset: 'utf8',
  write: false,
  legalComments: 'eof',
  logLevel: 'warning',
};

// On a site published without Spotlight: its view says so in words, and everything else is as it was.
import { strict as assert } from 'node:assert';
import { check, manifest } from './harness.mjs';

check('Spotlight says that this site was published without it', {}, async ({ go, says, asked }) => {
  assert.equal(manifest.spotlight, '');
  await go('#/spotlight');
  await says(/This site was published without Spotlight/);
  assert.deepEqual(
    asked.filter((url) => /spotlight|\.bin$/.test(new URL(url).pathname)),
    [],
  );
});

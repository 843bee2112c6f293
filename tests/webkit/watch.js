// Runs in the page before anything of the site: keeps what goes wrong, because WebDriver hands over no console.
window.seen = [];
const keep = (what) => window.seen.push(String(what));
addEventListener('error', ({ message, target }) => keep(message ?? `not loaded: ${target.src ?? target.href}`), true);
addEventListener('unhandledrejection', ({ reason }) => keep(`unhandled rejection: ${reason?.stack ?? reason}`));
document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
  keep(`content policy: ${violatedDirective} ${blockedURI}`),
);
for (const level of ['error', 'warn']) console[level] = (...told) => keep(`console: ${told.join(' ')}`);

/** What the proxy in front of the relay writes down, as far as its configuration can be read here. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Finding, look, ok, wrong } from './finding.ts'
import { type Machine, readText } from './machine.ts'

function namesIn(machine: Machine, ...folder: readonly string[]): readonly string[] {
  try {
    return readdirSync(join(machine.root, ...folder))
  } catch {
    return []
  }
}

/** Without comments. */
const bare = (text: string): string => text.replace(/(^|\s)#.*$/gm, '$1')

const LOCAL = /proxy_pass\s+https?:\/\/(127\.|localhost|\[::1\])/

function nginxFindings(machine: Machine): readonly Finding[] {
  const main = bare(readText(machine, 'etc', 'nginx', 'nginx.conf') ?? '')
  const sites = ['conf.d', 'sites-enabled'].flatMap((folder) =>
    namesIn(machine, 'etc', 'nginx', folder).map((name) => ({
      path: `/etc/nginx/${folder}/${name}`,
      text: bare(readText(machine, 'etc', 'nginx', folder, name) ?? ''),
    })),
  )
  const before = [{ path: '/etc/nginx/nginx.conf', text: main }, ...sites].filter(({ text }) => LOCAL.test(text))
  return before.flatMap(({ path, text }) => {
    const all = text + main
    const findings: Finding[] = []
    if (!/\baccess_log\s+off\s*;/.test(text))
      findings.push(
        wrong(
          'proxy',
          `nginx writes who asks for what and when (${path}).`,
          `access_log off; in ${path}, then nginx -s reload, then shred the old logs`,
        ),
      )
    if (!/\berror_log\s+\/dev\/null\b/.test(all))
      findings.push(
        look(
          'proxy',
          `nginx writes network addresses into its error log (${path}).`,
          `error_log /dev/null crit; in ${path}`,
        ),
      )
    if (!/\bproxy_max_temp_file_size\s+0\s*;/.test(all) || !/\bclient_body_buffer_size\s+\d+m\s*;/.test(all))
      findings.push(
        look(
          'proxy',
          `nginx may write letters to temporary files, which keep the order of arrival (${path}).`,
          'proxy_max_temp_file_size 0; client_body_buffer_size 2m; (docs/operations.md section 2)',
        ),
      )
    return findings.length > 0 ? findings : [ok('proxy', `nginx writes down nobody’s requests (${path}).`)]
  })
}

function caddyFindings(machine: Machine): readonly Finding[] {
  const text = bare(readText(machine, 'etc', 'caddy', 'Caddyfile') ?? '')
  if (!/\breverse_proxy\b/.test(text)) return []
  return /^\s*log\b/m.test(text)
    ? [
        wrong(
          'proxy',
          'Caddy writes who asks for what and when (/etc/caddy/Caddyfile).',
          'take out "log", then caddy reload, then shred the old logs',
        ),
      ]
    : [ok('proxy', 'Caddy writes down nobody’s requests (/etc/caddy/Caddyfile).')]
}

export function proxyFindings(machine: Machine): readonly Finding[] {
  const found = [...nginxFindings(machine), ...caddyFindings(machine)]
  const advice = 'see to it that it writes no access log'
  return found.length > 0 ? found : [look('proxy', 'No nginx or Caddy was found here that leads to the relay.', advice)]
}

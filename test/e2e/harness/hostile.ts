/** What no browser may make anything of. `pwned` is what would run. */
export const HOSTILE: readonly string[] = [
  '<img src=x onerror="globalThis.pwned=1">',
  '<script>globalThis.pwned=2</script>',
  '"><svg onload="globalThis.pwned=3"></svg>',
  'javascript:globalThis.pwned=4',
  '[click](javascript:globalThis.pwned=5) http://evil.example/x www.evil.example',
  '<a href="http://evil.example">here</a><iframe srcdoc="<script>parent.pwned=6</script>">',
  '{{constructor.constructor("globalThis.pwned=7")()}} ${globalThis.pwned=8}',
  'invoice\u202Egpj.exe \u2066isolated\u2069 pass\u200Bword \uFEFF\u00AD\u0000\u001B[31m\u2028\u{E0041}',
  `a${'\u0301'.repeat(200)}`,
  'W'.repeat(3000),
]

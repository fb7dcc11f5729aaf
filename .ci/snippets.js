// Puts every Bicep snippet of the rules' page into a folder, with the templates that snippets take as modules.
'use strict';
const fs = require('fs');
const path = require('path');

const [page, rules, out] = process.argv.slice(2);

let rule = '';
let code = null;
for (const line of fs.readFileSync(page, 'utf8').split('\n')) {
  if (code === null) {
    if (line.startsWith('### ')) rule = line.slice('### '.length);
    if (line === '```bicep') code = [];
  } else if (line === '```') {
    fs.writeFileSync(path.join(out, `fix.${rule}.bicep`), code.join('\n') + '\n');
    code = null;
  } else {
    code.push(line);
  }
}

for (const family of fs.readdirSync(rules, { withFileTypes: true }).filter((entry) => entry.isDirectory())) {
  for (const name of fs.readdirSync(path.join(rules, family.name))) {
    const file = path.join(rules, family.name, name, 'policy.json');
    if (!fs.existsSync(file)) continue;
    const { then } = JSON.parse(fs.readFileSync(file, 'utf8')).properties.policyRule;
    const template = then.details?.deployment?.properties?.template;
    if (template) fs.writeFileSync(path.join(out, `${name}.json`), JSON.stringify(template));
  }
}

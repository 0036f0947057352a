// The language of network specs. docs/language.md explains every construct.
//
// NEWLINE ends a statement. Before parsing, TokenFilter.cpp drops those that
// do not: blank lines, and line ends after `{ ( [ , ->` or before `{ ) ] ->`;
// and it puts one before every `}`, so that each statement ends in NEWLINE.
grammar GNet;

// A `(` that touches the name before it, see TokenFilter.cpp. What it begins is
// a call; `linear (a+b)*2` has an argument.
tokens { CALL }

file: item* EOF;

item: (importItem | module | network) NEWLINE;

importItem: 'import' STRING;
module: 'module' NAME (CALL | '(') (NAME (',' NAME)*)? ')' block;
network: 'network' NAME ('extends' NAME)? block;

block: '{' statement* '}';

statement
    : ( input
      | labels
      | paper
      | training
      | defaults
      | table
      | row
      | head
      | remove
      | replaceModule
      | replace
      | insert
      | layerStatement
      ) NEWLINE
    ;

input: 'input' inputName ':' DIMS settings?;
inputName: NAME | 'input';
labels: 'labels' STRING;
paper: 'paper' STRING;
training: 'training' settings;
defaults: 'defaults' NAME settings;

// Rows belong to the table header above them; other statements may stand
// between, as the pools do in the paper's table.
table: 'table' NAME '|' NAME* ('|' NAME*)?;
// A cell is no sum but in brackets: `64 -1` are two.
row: rowLabel '|' product* ('|' expectedCell*)?;
rowLabel: NAME | NUMBER | LABEL;
expectedCell: DIMS | FIGURE | NUMBER | '-';

head: 'head' NAME 'at' path settings block;

// What a variant changes in the network that it extends.
remove: 'remove' names;
replaceModule: 'replace' 'module' NAME 'with' NAME;
replace: 'replace' (names 'with' block | head | layerStatement);
insert: 'insert' ('before' | 'after') NAME block;
names: NAME (',' NAME)*;

layerStatement: (NAME ':')? pipeline expect?;

expect: 'expect' expectation (',' expectation)*;
expectation: DIMS | (FIGURE | NUMBER) NAME;

pipeline: (source | stage) ('->' stage)*;
source: 'from' path;
stage: repeat? (joinBlock | joinNames | moduleCall | layer) ('as' NAME)?;
repeat: 'repeat' value;

joinBlock: join block;
joinNames: join path (',' path)*;
join: 'concat' | 'add' | 'multiply';
// `linear (a+b)` is one, too: Stages.cpp knows that linear is a layer.
moduleCall: NAME (CALL | '(') (argument (',' argument)*)? ')';
argument: (NAME ':')? value;
layer: NAME layerArgument* settings?;

layerArgument: list | value;

// An unnamed join is called by its word.
path: (NAME | inputOf) ('.' (NAME | 'concat' | 'add' | 'multiply'))*;
// What the body or branch around started from, or the body of the whole module.
inputOf: ('module' | 'network' | 'head')? 'input';

settings: '{' (setting ((',' | NEWLINE) setting)*)? (',' | NEWLINE)? '}';
setting: NAME ':' settingValue;
settingValue: list | group | value;
list: '[' (listed (',' listed)*)? ','? ']';
listed: list | value;
group: NAME settings;

// Whole-number arithmetic. A single division is also a number such as 1/255, or
// a kernel and its stride: 7x7/2.
value: product (('+' | '-') product)*;
product: factor (('*' | '/') factor)*;
factor: atom | '(' value ')';
atom: NAME | NUMBER | DIMS | PERCENT;

IMPORT: 'import';
MODULE: 'module';
NETWORK: 'network';
EXTENDS: 'extends';
INPUT: 'input';
LABELS: 'labels';
PAPER: 'paper';
TRAINING: 'training';
DEFAULTS: 'defaults';
TABLE: 'table';
HEAD: 'head';
AT: 'at';
EXPECT: 'expect';
FROM: 'from';
AS: 'as';
REPEAT: 'repeat';
REMOVE: 'remove';
REPLACE: 'replace';
WITH: 'with';
INSERT: 'insert';
BEFORE: 'before';
AFTER: 'after';
ADD: 'add';
MULTIPLY: 'multiply';
CONCAT: 'concat';

ARROW: '->';
OPEN_BRACE: '{';
CLOSE_BRACE: '}';
OPEN_PAREN: '(';
CLOSE_PAREN: ')';
OPEN_BRACKET: '[';
CLOSE_BRACKET: ']';
COLON: ':';
COMMA: ',';
DOT: '.';
BAR: '|';
SLASH: '/';
STAR: '*';
PLUS: '+';
DASH: '-';

// 28x28x256
DIMS: DIGITS ('x' DIGITS)+;
// 2.7K, 128M: a figure as a paper rounds it
FIGURE: DECIMAL [KMG];
PERCENT: '-'? DECIMAL '%';
// Right behind a value, as in `n-1`, TokenFilter.cpp takes the sign off.
NUMBER: '-'? DECIMAL ([eE] [+-]? DIGITS)?;
// 3a, as the paper names its rows
LABEL: DIGITS [A-Za-z_] [A-Za-z0-9_]*;
NAME: [A-Za-z_] [A-Za-z0-9_]*;
STRING: '"' ~["\n]* '"';
OPEN_STRING: '"' ~["\n]*;

NEWLINE: '\n';
SPACE: [ \t\r]+ -> skip;
// For the layout of specs; the parser sees none.
COMMENT: '//' ~[\n]* -> channel(HIDDEN);
// Bytes past ASCII come as DELETE, see Parser.cpp.
UNKNOWN: '\u007F'+ | .;

fragment DIGITS: [0-9]+;
fragment DECIMAL: DIGITS ('.' DIGITS)?;

// SPDX-License-Identifier: Apache-2.0
// Regular expressions: groups, look-around, quantifiers, flags, replacement, backtracking, Unicode
// classes, errors.
import java.util.*;
import java.util.regex.*;

public class RegexAll {
    static void m(String re, int flags, String... in) {
        try {
            Pattern p = Pattern.compile(re, flags);
            for (String s : in) {
                Matcher m = p.matcher(s);
                StringBuilder b = new StringBuilder();
                while (m.find()) {
                    b.append('<').append(m.start()).append('-').append(m.end());
                    for (int g = 0; g <= m.groupCount(); g++) b.append(':').append(m.group(g));
                    b.append('>');
                }
                System.out.println(re + " on '" + s.replace("\n", "\\n") + "' "
                        + m.reset().matches() + m.reset().lookingAt() + " " + b);
            }
        } catch (PatternSyntaxException e) {
            System.out.println(e.getMessage().replace("\n", " | ") + " at " + e.getIndex());
        }
    }
    public static void main(String[] args) {
        m("(\\w+)@(\\w+)\\.com", 0, "joe@site.com, ann@place.com x@y.org");
        m("a*?b|a+", 0, "aaab aaa");
        m("(a|b)*c", 0, "ababc", "abd");
        m("^\\s*#.*$", Pattern.MULTILINE, "x\n # c\n#d");
        m("(?i)hello", 0, "HeLLo hello");
        m("(?<year>\\d{4})-(?<m>\\d\\d)", 0, "2024-05 1999-12");
        m("(\\w)\\1", 0, "hello aabbc");
        m("foo(?=bar)", 0, "foobar foobaz");
        m("(?<!x)y", 0, "xy zy y");
        m("(?<=\\$)\\d+", 0, "$12 13 $14");
        m("[^a-c&&[^x]]+", 0, "abxyz");
        m("[a-z&&[def]]", 0, "abcdefg");
        m("\\p{Lu}\\p{L}*", 0, "Ärger Öl straße Émile");
        m("\\bкот\\b", Pattern.UNICODE_CHARACTER_CLASS, "кот скот");
        m("(?s).+", 0, "a\nb");
        m(".+", 0, "a\nb");
        m("(x+x+)+y", 0, "xxxxxxxxxxxxxy");
        m("a{2,3}+a", 0, "aaa aaaa");
        m("\\Qa.b\\E", 0, "a.b axb");
        m("(?x) a b # comment\n c", 0, "abc");
        m("(a)?(b)?(c)", 0, "ac bc c");
        m("\\d+(?:\\.\\d+)?", 0, "1 2.5 .5");
        m("", 0, "ab");
        m("$", 0, "a\n");
        m("\\R", 0, "a\r\nb\nc");
        m("\\X", 0, "e\u0301x");
        m("[\\uD83D\\uDE00]", 0, "x😀");
        m("😀+", 0, "😀😀");
        m("(?:(a)|b)*", 0, "ab");
        m("(((a)b)c)d", 0, "abcd");
        m("\\G\\d", 0, "12a3");
        m("(?>a+)b", 0, "aaab");
        m("\\h\\v|\\H", 0, " \nx");
        m("\\0101\\x42\\u0043\\cA?\\t", 0, "ABC\t");
        m("(a", 0, "");
        m("a)", 0, "");
        m("[a", 0, "");
        m("*a", 0, "");
        m("a{2,1}", 0, "");
        m("\\k<no>", 0, "");
        m("(?<n>a)(?<n>b)", 0, "");
        m("[z-a]", 0, "");
        m("\\p{Nope}", 0, "");
        m("(?<=a+)b", 0, "aab");
        m("\\", 0, "");
        m("a++*", 0, "");
        m("LITERAL.", Pattern.LITERAL | Pattern.CASE_INSENSITIVE, "literal. LITERALx");
        m("a\u030A", Pattern.CANON_EQ, "å");
        m("^.", Pattern.UNIX_LINES | Pattern.MULTILINE, "a\rb\nc");
        Matcher m = Pattern.compile("(?<k>\\w+)=(?<v>\\w*)").matcher("a=1, b=, c=33");
        System.out.println(m.replaceAll("${v}=$1") + " " + m.reset().replaceFirst("X\\$") + " "
                + m.reset().replaceAll(r -> r.group(1).toUpperCase() + r.start()) + " "
                + m.reset().results().map(r -> r.group(2)).toList());
        StringBuilder sb = new StringBuilder();
        m.reset();
        while (m.find()) m.appendReplacement(sb, m.group("k").repeat(2));
        m.appendTail(sb);
        System.out.println(sb);
        for (String bad : new String[] {"$9", "${nope}", "$", "\\"}) try {
                System.out.println(m.reset().replaceAll(bad));
            } catch (RuntimeException e) { System.out.println(e); }
        try {
            Pattern.compile("a").matcher("b").group();
        } catch (IllegalStateException e) { System.out.println(e.getMessage()); }
        m = Pattern.compile("\\d+").matcher("abc 123 def 45");
        m.region(5, 14);
        System.out.println(m.find() + m.group() + m.hitEnd() + m.requireEnd() + m.regionStart()
                + m.find(0) + m.group() + m.toMatchResult().start());
        System.out.println(Arrays.toString(Pattern.compile("\\s*,\\s*").split("a , b,c ,d"))
                + Pattern.matches("[a-c]+", "abc") + Pattern.quote("a\\Eb")
                + Pattern.compile("x").asPredicate().test("axb")
                + Pattern.compile("x").asMatchPredicate().test("axb")
                + Pattern.compile("a", Pattern.CASE_INSENSITIVE).flags() + Pattern.compile("p")
                + Matcher.quoteReplacement("$\\"));
        StringBuilder csv = new StringBuilder();
        Matcher c =
                Pattern.compile("\"((?:[^\"]|\"\")*)\"|([^,]*)").matcher("a,\"b \"\"q\"\", c\",,d");
        int pos = 0;
        while (pos <= "a,\"b \"\"q\"\", c\",,d".length() && c.find(pos)) {
            csv.append('[')
                    .append(c.group(1) != null ? c.group(1).replace("\"\"", "\"") : c.group(2))
                    .append(']');
            pos = c.end() + 1;
        }
        System.out.println(csv);
        String text = "the cat sat on the mat with the hat ".repeat(200);
        Map<String, Integer> counts = new TreeMap<>();
        Matcher wm = Pattern.compile("\\b\\w*at\\b").matcher(text);
        while (wm.find()) counts.merge(wm.group(), 1, Integer::sum);
        System.out.println(counts);
    }
}

// SPDX-License-Identifier: Apache-2.0
// Regular expressions: possessive and lazy quantifiers, look-around, atomic groups, back references, named groups, flags, unicode classes,
// case folding, intersections, regions, anchors, transparent bounds, replacement syntax, splitting, catastrophic inputs, syntax errors.
import java.util.*;
import java.util.regex.*;
import java.util.stream.*;

public class RegexCorners {
    static void m(String regex, int flags, String... inputs) {
        try {
            Pattern p = Pattern.compile(regex, flags);
            StringBuilder out = new StringBuilder(regex).append(' ').append(flags).append(':');
            for (String in : inputs) {
                Matcher m = p.matcher(in);
                out.append(' ').append(m.matches() ? "M" : m.lookingAt() ? "L" : "-");
                m.reset();
                while (m.find()) {
                    out.append('<').append(m.start()).append(',').append(m.group());
                    for (int i = 1; i <= m.groupCount(); i++) out.append('/').append(m.group(i)).append('@').append(m.start(i));
                    out.append('>');
                }
                out.append(m.hitEnd() ? "h" : "").append(m.requireEnd() ? "r" : "");
            }
            System.out.println(out);
        } catch (PatternSyntaxException e) { System.out.println(e.getMessage().replace('\n', '~') + " " + e.getIndex()); }
    }
    public static void main(String[] args) {
        m("a*", 0, "aab", "", "b");
        m("a*+a", 0, "aaa");
        m("(a+?)(a*)", 0, "aaaa");
        m("(?>a+)b|a", 0, "aab aac");
        m("(?<=\\d{1,3})x(?!y)", 0, "1x 22xy 333x x");
        m("(?<!a)b(?=c)", 0, "bc abc bb");
        m("(\\w)(\\w)\\2\\1", 0, "abba xyyx abab");
        m("(?<first>\\d+)-(?<second>\\d+)=\\k<first>", 0, "12-3=12", "12-3=13");
        m("(a)?(b)?\\1c", 0, "ac aac c");
        m("(?i)straße|ÄÖ", 0, "STRASSE STRAßE äö ÄÖ");
        m("(?iu)äö|σ", 0, "ÄÖ Σ ς");
        m("(?x) a b # comment\n c", 0, "abc");
        m("^.*$", Pattern.MULTILINE, "one\ntwo\r\nthree\u2028four");
        m("^.*$", Pattern.MULTILINE | Pattern.UNIX_LINES, "one\ntwo\rx");
        m("a.b", Pattern.DOTALL, "a\nb");
        m("[a-z&&[^aeiou]]+", 0, "hello world");
        m("[\\p{Lu}&&\\p{IsGreek}]", 0, "ΑαBb");
        m("\\p{javaMirrored}|\\p{Sc}|\\p{IsAlphabetic}{2}", 0, "(€ab");
        m("\\R|\\h+|\\X", 0, "\r\n \te\u0301x");
        m("\\b\\w+\\b", Pattern.UNICODE_CHARACTER_CLASS, "über ñandú");
        m("\\b\\w+\\b", 0, "über ñandú");
        m(".", 0, "a😀b");
        m("[😀-😂]+", 0, "😁😀😃");
        m("\\uD83D\\uDE00|\\x{1F601}|\\N{LATIN SMALL LETTER A}", 0, "😀😁a");
        m("\\Qa.b\\E+", 0, "a.bbb axb");
        m("a.b(", Pattern.LITERAL, "a.b(");
        m("\\Ga", 0, "aaba");
        m("x{2}|x{1,}?|x{0,2}+", 0, "xxxxx");
        m("(a|ab)(c|bcd)(d*)", 0, "abcd");
        m("((a)|(b))+", 0, "abab");
        m("(?:(a)|b)*", 0, "ab");
        m("\\z|\\Z|\\A", 0, "a\n");
        m("\\cA\\e\\07\\x41\\t", 0, "\u0001\u001b\u0007A\t");
        m("[^]a]|[]b-]", 0, "]a-");
        m("é", Pattern.CANON_EQ, "e\u0301 é");
        for (String bad : new String[] {"(", ")", "[a", "a**", "*", "(?<n>a)(?<n>b)", "\\k<x>", "a{2,1}", "[z-a]", "\\p{Nope}", "(?<=a+)b", "\\", "(?z)", "a{99999999999}", "(?<1a>b)", "[[a]", "\\N{NO SUCH}", "(?", "x{", "\\x{110000}", "\\u12"}) m(bad, 0, "x");
        System.out.println("a1b22".replaceAll("(?<d>\\d+)", "<${d}$0\\$>") + " " + Pattern.compile("\\d").matcher("a1b2").replaceAll(r -> "" + (char) (r.group().charAt(0) + 1)) + " " + "aaa".replaceFirst("a", "\\\\"));
        for (String bad : new String[] {"$2", "$", "\\", "${x}", "${"}) try { System.out.println("ab".replaceAll("(a)", bad)); } catch (RuntimeException e) { System.out.println(e.getMessage()); }
        Matcher m = Pattern.compile("b+").matcher("aabbbaabb");
        StringBuilder sb = new StringBuilder();
        while (m.find()) m.appendReplacement(sb, m.end() + "");
        System.out.println(m.appendTail(sb));
        m.reset().region(1, 4);
        System.out.println(m.find() + " " + m.group() + " " + m.find() + " " + m.regionStart() + m.regionEnd() + " " + m.hasAnchoringBounds());
        Matcher t = Pattern.compile("\\bbb").matcher("abb");
        t.region(1, 3);
        System.out.println(t.useTransparentBounds(true).lookingAt() + " " + t.useTransparentBounds(false).lookingAt());
        Matcher an = Pattern.compile("^b").matcher("ab");
        an.region(1, 2);
        System.out.println(an.find() + " " + an.reset().region(1, 2).useAnchoringBounds(false).find());
        try { m.reset().group(); } catch (IllegalStateException e) { System.out.println(e.getMessage()); }
        try { m.find(); m.group(3); } catch (IndexOutOfBoundsException e) { System.out.println(e.getMessage()); }
        try { m.group("no"); } catch (IllegalArgumentException e) { System.out.println(e.getMessage()); }
        for (String[] sp : new String[][] {{",", "a,b,,c,,"}, {"", "abc"}, {"(?=b)", "abab"}, {"\\s*", " a b "}, {"x", ""}, {"a|b", "ab"}, {"(,)", "1,2"}, {".", "a.b"}})
            System.out.println(Arrays.toString(sp[1].split(sp[0])) + " " + Arrays.toString(sp[1].split(sp[0], -1)) + " " + Arrays.toString(sp[1].split(sp[0], 2)) + " " + Pattern.compile(sp[0]).splitAsStream(sp[1]).collect(Collectors.toList()));
        System.out.println(Pattern.compile("(a*)*b").matcher("a".repeat(25)).matches() + " " + Pattern.compile("(x+x+)+y").matcher("x".repeat(18)).find() + " " + Pattern.compile("(?:a|b)*+").matcher("ab".repeat(1000)).matches());
        try { System.out.println(Pattern.compile("(a|b)*").matcher("ab".repeat(500000)).matches()); } catch (StackOverflowError e) { System.out.println("overflow " + e.getMessage()); }
        System.out.println(Pattern.compile("a").asPredicate().test("bab") + " " + Pattern.compile("a").asMatchPredicate().test("bab") + " " + Pattern.quote("a\\Eb") + " " + Matcher.quoteReplacement("$\\") + " " + Pattern.compile("A", 2).flags() + " " + Pattern.compile("x(?<y>z)").matcher("xz").results().map(MatchResult::end).collect(Collectors.toList()));
    }
}

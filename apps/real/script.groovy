// SPDX-License-Identifier: Apache-2.0
def words = 'the quick brown fox jumps over the lazy dog'.split(' ')
println words.groupBy { it.size() }.sort()
println((1..20).findAll { it % 3 == 0 }.collect { it * it }.sum())
class Point { int x, y; Point plus(Point o) { new Point(x: x + o.x, y: y + o.y) }; String toString() { "($x, $y)" } }
println new Point(x: 1, y: 2) + new Point(x: 3, y: 4)
def fact
fact = { n -> n < 2 ? 1G : n * fact(n - 1) }
println fact(30)
def threads = (1..4).collect { i -> def box = [0]; def t = Thread.start { 100.times { box[0] += i } }; [t, box] }
threads.each { it[0].join() }
println threads.collect { it[1][0] }
try { null.foo() } catch (NullPointerException e) { println e.message }

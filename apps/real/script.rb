# SPDX-License-Identifier: Apache-2.0
class Ghost
  def method_missing(name, *arguments)
    "ghost #{name} #{arguments.inspect}"
  end
end
puts Ghost.new.walk(1, 2)
puts((1..20).each_slice(3).map(&:sum).inspect)
puts "hello world".gsub(/o(.)/) { "#{$1.upcase}!" }
fiber = Fiber.new { 3.times { |i| Fiber.yield i }; :done }
4.times { puts fiber.resume.inspect }
threads = 8.times.map { |i| Thread.new(i) { |k| (0...1000).each { |q| k += q }; k } }
puts threads.map(&:value).inspect
begin
  raise ArgumentError, "bad"
rescue => e
  puts "#{e.class} #{e.message}"
end
puts 2**200, [3, 1, 2].sort.inspect, { a: 1, b: [1, 2] }.to_s
require 'java'
puts java.util.ArrayList.new([1, 2, 3]).to_s
fib = ->(n) { n < 2 ? n : fib.(n - 1) + fib.(n - 2) }
puts fib.(15)
catch(:enough) { 10.times { |i| throw :enough if i == 3 }; puts "not reached" }
printf("%05.2f %s\n", 3.14159, :symbol)

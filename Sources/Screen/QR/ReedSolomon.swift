/// Reed-Solomon correction codewords over the field of 256 elements that QR codes use (ISO/IEC 18004 7.5).
enum ReedSolomon {
    /// x^8 + x^4 + x^3 + x^2 + 1.
    private static let modulus = 0x11d

    /// The remainder of the data, as a polynomial, by the generator of that degree.
    static func correction(of data: [UInt8], count: Int) -> [UInt8] {
        let generator = generator(degree: count)
        var remainder = [UInt8](repeating: 0, count: count)
        for octet in data {
            let factor = octet ^ remainder[0]
            remainder.removeFirst()
            remainder.append(0)
            for index in 0..<count { remainder[index] ^= product(generator[index], factor) }
        }
        return remainder
    }

    /// (x - 1)(x - 2)(x - 4)…, without its leading 1, the highest power first.
    private static func generator(degree: Int) -> [UInt8] {
        var coefficients = [UInt8](repeating: 0, count: degree)
        coefficients[degree - 1] = 1
        var root: UInt8 = 1
        for _ in 0..<degree {
            for index in 0..<degree {
                coefficients[index] = product(coefficients[index], root)
                if index + 1 < degree { coefficients[index] ^= coefficients[index + 1] }
            }
            root = product(root, 2)
        }
        return coefficients
    }

    static func product(_ left: UInt8, _ right: UInt8) -> UInt8 {
        var result = 0
        for bit in (0..<8).reversed() {
            result <<= 1
            if result & 0x100 != 0 { result ^= modulus }
            if right >> UInt8(bit) & 1 == 1 { result ^= Int(left) }
        }
        return UInt8(result)
    }
}

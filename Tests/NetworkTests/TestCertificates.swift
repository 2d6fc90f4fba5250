/// Certificates for servers on this machine: one authority, one key, five states of health. Valid from 2020 to 2119.
///
/// The key protects nothing: it was made for these tests.
enum TestCertificates {
    /// To be trusted.
    static let authority = """
        -----BEGIN CERTIFICATE-----
        MIIBZTCCAQugAwIBAgIBAjAKBggqhkjOPQQDAjAZMRcwFQYDVQQDDA5UZXN0IGF1
        dGhvcml0eTAgFw0yMDAxMDEwMDAwMDBaGA8yMTE5MDEwMTAwMDAwMFowGTEXMBUG
        A1UEAwwOVGVzdCBhdXRob3JpdHkwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAARF
        P3y7evrFNauwlfWi8z7QMfj+CDqfIcmoTwuUcqOF184cLEupPG99uFTdxsnqIRj6
        Mhg9syPh1lghuJ9wXUSqo0IwQDAPBgNVHRMBAf8EBTADAQH/MA4GA1UdDwEB/wQE
        AwICBDAdBgNVHQ4EFgQUG6fMdTPqhZbGI1G7648iGR61HaswCgYIKoZIzj0EAwID
        SAAwRQIgJKdMw9NMpWj/jVbO4w8bl7mAdlwwT015xTR4P7Sh3awCIQCjB2N/ereR
        O9nfaliFeJbSKOeOpUx3eERGQZfe6aXD+Q==
        -----END CERTIFICATE-----
        """

    /// For 127.0.0.1, localhost and idp.example.
    static let good = """
        -----BEGIN CERTIFICATE-----
        MIIBpTCCAUygAwIBAgIBAzAKBggqhkjOPQQDAjAZMRcwFQYDVQQDDA5UZXN0IGF1
        dGhvcml0eTAgFw0yMDAxMDEwMDAwMDBaGA8yMTE5MDEwMTAwMDAwMFowDzENMAsG
        A1UEAwwEZ29vZDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABJzytLOaFZLI1ptR
        AYqtqgNWVf7L7W3K9ZEkL94SR3IQJDtrZeyj4zor/6x42WJE9TOYlUadSJM25Ppo
        F96GYxKjgYwwgYkwJwYDVR0RBCAwHocEfwAAAYIJbG9jYWxob3N0ggtpZHAuZXhh
        bXBsZTATBgNVHSUEDDAKBggrBgEFBQcDATAJBgNVHRMEAjAAMB0GA1UdDgQWBBTM
        FdpuBAlmiMzG9lZqqz367a5buzAfBgNVHSMEGDAWgBQbp8x1M+qFlsYjUbvrjyIZ
        HrUdqzAKBggqhkjOPQQDAgNHADBEAiA5inYfQAz8x5+Bns3C9+W5x/7yPcgQIL5V
        xtIsrfvQYAIgQ9pcljhOkubJfvWJ20U8oWjoI3DowgxNTw5wIz1s88I=
        -----END CERTIFICATE-----
        """

    /// For other.example.
    static let wrongName = """
        -----BEGIN CERTIFICATE-----
        MIIBljCCATygAwIBAgIBBjAKBggqhkjOPQQDAjAZMRcwFQYDVQQDDA5UZXN0IGF1
        dGhvcml0eTAgFw0yMDAxMDEwMDAwMDBaGA8yMTE5MDEwMTAwMDAwMFowEDEOMAwG
        A1UEAwwFd3JvbmcwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAASc8rSzmhWSyNab
        UQGKraoDVlX+y+1tyvWRJC/eEkdyECQ7a2Xso+M6K/+seNliRPUzmJVGnUiTNuT6
        aBfehmMSo3wwejAYBgNVHREEETAPgg1vdGhlci5leGFtcGxlMBMGA1UdJQQMMAoG
        CCsGAQUFBwMBMAkGA1UdEwQCMAAwHQYDVR0OBBYEFMwV2m4ECWaIzMb2VmqrPfrt
        rlu7MB8GA1UdIwQYMBaAFBunzHUz6oWWxiNRu+uPIhketR2rMAoGCCqGSM49BAMC
        A0gAMEUCIDjMIN34LIFBlC+rWdymHfZ8YI0VHVoseLoNraKeSUAyAiEA/2Z4kvHR
        4CkGz/DT7cis24XaX3PKjK2t+OVV/ZqQ53A=
        -----END CERTIFICATE-----
        """

    /// Until 2020-02-01.
    static let expired = """
        -----BEGIN CERTIFICATE-----
        MIIBmDCCAT6gAwIBAgIBBzAKBggqhkjOPQQDAjAZMRcwFQYDVQQDDA5UZXN0IGF1
        dGhvcml0eTAeFw0yMDAxMDEwMDAwMDBaFw0yMDAyMDEwMDAwMDBaMBIxEDAOBgNV
        BAMMB2V4cGlyZWQwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAASc8rSzmhWSyNab
        UQGKraoDVlX+y+1tyvWRJC/eEkdyECQ7a2Xso+M6K/+seNliRPUzmJVGnUiTNuT6
        aBfehmMSo34wfDAaBgNVHREEEzARhwR/AAABgglsb2NhbGhvc3QwEwYDVR0lBAww
        CgYIKwYBBQUHAwEwCQYDVR0TBAIwADAdBgNVHQ4EFgQUzBXabgQJZojMxvZWaqs9
        +u2uW7swHwYDVR0jBBgwFoAUG6fMdTPqhZbGI1G7648iGR61HaswCgYIKoZIzj0E
        AwIDSAAwRQIgbaxWlvIKGCKO4mFGvhGzbI8q8Qp2E3IQ+Uc3yQ4szAQCIQD7Laq6
        Oz9P3aCCEcpSIO3dOVGaKDRXPgbWk66IwGejKQ==
        -----END CERTIFICATE-----
        """

    /// For 127.0.0.1, signed by itself.
    static let selfSigned = """
        -----BEGIN CERTIFICATE-----
        MIIBSjCB8aADAgECAgEFMAoGCCqGSM49BAMCMBQxEjAQBgNVBAMMCTEyNy4wLjAu
        MTAgFw0yMDAxMDEwMDAwMDBaGA8yMTE5MDEwMTAwMDAwMFowFDESMBAGA1UEAwwJ
        MTI3LjAuMC4xMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEnPK0s5oVksjWm1EB
        iq2qA1ZV/svtbcr1kSQv3hJHchAkO2tl7KPjOiv/rHjZYkT1M5iVRp1Ikzbk+mgX
        3oZjEqMyMDAwDwYDVR0RBAgwBocEfwAAATAdBgNVHQ4EFgQUzBXabgQJZojMxvZW
        aqs9+u2uW7swCgYIKoZIzj0EAwIDSAAwRQIhAK9ZHVG8E1/wvoFajIZxIOHJ+Mu6
        tD2NWlf6jzqnszVZAiBoUZ6QjQK0SjJeFe2FRZ0iGpPKiVMeHfeIBGiU+WvlrQ==
        -----END CERTIFICATE-----
        """

    /// Of every server.
    static let key = """
        -----BEGIN EC PRIVATE KEY-----
        MHcCAQEEIA+MLwp7yyS+DwQeqFwWKYiVTXbKilb3WymmVFFb2xISoAoGCCqGSM49
        AwEHoUQDQgAEnPK0s5oVksjWm1EBiq2qA1ZV/svtbcr1kSQv3hJHchAkO2tl7KPj
        Oiv/rHjZYkT1M5iVRp1Ikzbk+mgX3oZjEg==
        -----END EC PRIVATE KEY-----
        """
}

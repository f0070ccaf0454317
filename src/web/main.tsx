import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { createRoot } from 'react-dom/client'
import { BrowserRouter, Route, Routes } from 'react-router'

// Two fronts: a resident's phone need not load what staff work with.
const Hall = lazy(() => import('./hall/hall.tsx'))
const Staff = lazy(() => import('./staff.tsx'))

const queries = new QueryClient({ defaultOptions: { queries: { retry: false, refetchOnWindowFocus: false } } })

createRoot(document.getElementById('root')!).render(
  <QueryClientProvider client={queries}>
    <BrowserRouter>
      <Suspense fallback={null}>
        <Routes>
          <Route path="/hall/*" element={<Hall />} />
          <Route path="*" element={<Staff />} />
        </Routes>
      </Suspense>
    </BrowserRouter>
  </QueryClientProvider>,
)
